"""Whether a row can be the child that its id has on file: on both sides of the line."""

from datetime import date

import pytest

from sis.rules.identity import Person, is_another_child


def person(first, last, born="2010-04-04", middle=""):
    return Person(first, middle, last, date.fromisoformat(born) if born else None)


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
