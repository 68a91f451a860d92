"""Whether a row can be the child that its id has on file: on both sides of the line."""

from datetime import date

import pytest

from sis.rules.identity import KnownAdult, Person, is_another_child


def person(first, last, born="2010-04-04", middle="", sex="", adults=()):
    day = date.fromisoformat(born) if born else None
    named = frozenset(KnownAdult(*adult) for adult in adults)
    return Person(first, middle, last, day, sex, named)


OLIVE = person("Olive", "Parsons")


@pytest.mark.parametrize(
    "row",
    [
        OLIVE,
        person("OLIVE", "PARSONS"),
        person("Oliva", "Parsons"),  # a corrected spelling
        person("Oilve", "Parsons"),
        person("Olivia", "Parson"),
        person("Olive", "Tillman"),  # a married name
        person("Oliva Rose", "Tillman-Reyes"),
        person("Olive", "Parsons", "2012-11-23"),  # a corrected birth date
        person("Olive", "Parsons", ""),
        person("Olive", "Tillman", "2010-04-14"),  # one number of the date
        person("Parsons", "Olive", "2012-11-23"),  # the names exchanged
        person("Rose", "Parsons"),  # called by another name
        person("", "Tillman"),  # what is blank says nothing
        person("Rose", "Parsons", "2011-04-04"),
    ],
)
def test_the_same_child(row):
    assert not is_another_child(OLIVE, row)


@pytest.mark.parametrize(
    "row",
    [
        person("Rashad", "Tillman", "2016-09-09"),
        person("Rashad", "Tillman"),  # born on the same day, as stand-in dates are
        person("Rashad", "Tillman", ""),
        person("Rashad", "Parsons", "2016-09-09"),  # a brother
        person("Olive", "Tillman", "2016-09-09"),  # a common first name
        person("Ann", "Lee", "2016-09-09"),
    ],
)
def test_another_child(row):
    assert is_another_child(OLIVE, row)


def test_accents_middle_names_and_particles_make_nobody_another():
    old = person("José", "de la Cruz Nuñez", middle="Luis")
    assert not is_another_child(old, person("Luis", "Cruz", "2012-11-23"))
    assert not is_another_child(old, person("JOSE", "NUNEZ", "2012-11-23"))
    assert is_another_child(old, person("Ana", "de la Torre", "2012-11-23"))


def test_a_day_and_a_month_exchanged_are_a_correction():
    old = person("Ana", "Ito", "2010-04-11")
    assert not is_another_child(old, person("Ana", "Reyes", "2010-11-04"))
    assert is_another_child(old, person("Ana", "Reyes", "2011-11-04"))


@pytest.mark.parametrize(("name", "other"), [("Al", "Aldo"), ("Ana", "Ava"), ("Ian", "Sam")])
def test_short_names_are_another_by_one_letter(name, other):
    assert is_another_child(person(name, "Ito"), person(other, "Reyes", "2016-09-09"))


def test_nobody_on_file_by_name_is_filled_in():
    assert not is_another_child(person("", ""), person("Rashad", "Tillman", "2016-09-09"))


EVE, IDA = ("G1", "Eve Parsons"), ("G2", "Ida Tillman")
GIRL = person("Olive", "Parsons", sex="female", adults=[EVE])


@pytest.mark.parametrize(
    "row",
    [
        person("Olive", "Parsons", sex="male", adults=[IDA]),  # name and birth date are enough
        person("Olive", "Parsons", "2012-11-23", sex="female", adults=[EVE]),
        person("Olive", "Parsons", "2010-04-14", sex="male", adults=[EVE]),
        person("Olive", "Tillman", sex="female", adults=[EVE]),  # a married name
        person("Olive", "Tillman", sex="female", adults=[("G9", "Eve Parsons")]),
        person("Olive", "Tillman", sex="female", adults=[("G1", "Eve Tillman")]),
        person("Oliver", "Parsons", sex="male", adults=[EVE]),  # called so by now
        person("Rose", "Parsons", sex="female", adults=[EVE]),
        person("Rose", "Parsons", sex="nonbinary", adults=[EVE]),
        person("Rose", "Parsons", sex="", adults=[]),  # what is blank says nothing
        person("Oliva", "Parsons", sex="female", adults=[IDA]),
        person("Olive", "Parsons", "2012-11-23", sex="female", adults=[]),
    ],
)
def test_the_same_child_by_all_that_is_known(row):
    assert not is_another_child(GIRL, row)


@pytest.mark.parametrize(
    "row",
    [
        person("Rose", "Parsons", sex="male", adults=[EVE]),  # a twin of the other sex
        person("Rose", "Parsons", sex="female", adults=[IDA]),
        person("Olive", "Tillman", sex="male", adults=[EVE]),
        person("Olive", "Tillman", sex="female", adults=[IDA]),
        person("Olive", "Parsons", "2012-11-23", sex="male"),  # a child of the same name
        person("Olive", "Parsons", "2012-11-23", sex="female", adults=[IDA]),
        person("Oliver", "Parsons", "2012-11-23", sex="male", adults=[EVE]),
        person("Olive", "Tillman", sex="female", adults=[("G1", "Ida Tillman")]),  # an id reused
    ],
)
def test_another_child_by_all_that_is_known(row):
    assert is_another_child(GIRL, row)
    assert is_another_child(row, GIRL)


@pytest.mark.parametrize("twin", ["Rose", "Oliva"])
def test_a_twin_whose_name_the_row_has_by_now(twin):
    row = person(twin, "Parsons", sex="female", adults=[EVE])
    assert not is_another_child(GIRL, row)
    assert is_another_child(GIRL, row, is_namesake=True)


def test_two_children_of_one_name_and_birth_date_are_not_asked_about():
    assert not is_another_child(GIRL, GIRL, is_namesake=True)


def test_whoever_had_no_name_on_file_is_filled_in_whatever_else_changes():
    assert not is_another_child(
        person("", "", sex="female"), person("Rashad", "Tillman", sex="male")
    )
