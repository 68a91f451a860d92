"""Kinds of household and the adults of each: what the SIS says of them hangs together."""

from collections import Counter
from datetime import date, timedelta

import pytest

from demo import adults
from demo.codes import BELLS, CODES
from demo.enrollments import GROUPS, LATE, LEAVE, MOVE
from demo.kinds import KINDS
from students.choices import PopulationKind, Relation
from students.rules.envelope import AddressLines
from students.rules.mail import Child, Tie, addressed_to

HOME = AddressLines(("1 Elm St", "LA"))
CHILD = Child("Ana", is_of_age=False, is_unaccompanied=False, language="es", home=HOME)
BY_NAME = {kind.name: kind for kind in KINDS}
# Kinds of which the letters of the demonstration show a question to answer first.
ASKED = {
    "rights unknown": {"no_rights_holder", "rights_unknown"},
    "stepfather": set(),
    "order ended": {"rights_unknown"},
    "split custody": set(),
    "caregiver": set(),
    "foster, parent holds rights": set(),
    "foster, appointed holder": set(),
    "no contact": set(),
    "safe address": set(),
    "two parents": set(),
}


def ties(kind):
    return [
        Tie(
            str(n),
            f"Adult {n}",
            adult.relation,
            "es",
            lives_with=adult.lives_with,
            holds_rights=adult.rights,
            receives_mail=adult.mail,
            no_contact=adult.no_contact,
            order="Order" if adult.order and not adult.no_contact else "",
            has_affidavit=adult.affidavit,
            is_agency_worker=adult.agency,
            own=HOME,
        )
        for n, adult in enumerate(kind.adults)
    ]


def test_kinds_are_the_whole_district_and_have_a_name_each():
    assert sum(kind.weight for kind in KINDS) == 1000
    assert all(kind.weight > 0 for kind in KINDS)
    assert len(BY_NAME) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_adults_of_a_kind_hang_together(kind):
    firsts = [adult for adult in kind.adults if adult.primary]
    is_with_nobody = kind.name == "unaccompanied" or not kind.adults
    assert len(firsts) == (0 if is_with_nobody else 1)
    for adult in kind.adults:
        assert adult.sex in "FM"
        assert adult.own_surname in ("same", "second", "other")
        if adult.no_contact:
            assert adult.order, "no contact is by an order"
            assert not any([adult.primary, adult.rights, adult.mail, adult.lives_with])
        if adult.order_days is not None:
            assert adult.order
        if adult.agency:
            assert (adult.relation, adult.rights, adult.lives_with) == (
                Relation.AGENCY_WORKER,
                False,
                False,
            )
        if adult.affidavit:
            assert (adult.relation, adult.lives_with) == (Relation.CAREGIVER, True)
        if adult.relation == Relation.STEPPARENT:
            assert not adult.rights


def test_every_relation_but_oneself_is_somewhere():
    found = {adult.relation for kind in KINDS for adult in kind.adults}
    assert found == set(Relation) - {Relation.SELF}


@pytest.mark.parametrize("name", sorted(ASKED))
def test_what_a_letter_to_such_a_home_asks(name):
    found = addressed_to(CHILD, ties(BY_NAME[name]), None)
    assert {question.code for question in found.questions} == ASKED[name]


def test_most_homes_can_be_written_to_without_a_question():
    clean = [kind for kind in KINDS if not addressed_to(CHILD, ties(kind), None).questions]
    assert sum(kind.weight for kind in clean) > 800


def test_rows_of_adults_count_the_end_of_an_order_from_the_first_day_of_school():
    first = date(2026, 8, 13)
    rows = adults._rows(first)
    assert len(rows) == sum(len(kind.adults) for kind in KINDS)
    assert all(len(row) == adults.ADULT_COLUMNS.count(",") + 1 for row in rows)
    ends = {row[0]: row[11] for row in rows if row[11]}
    assert ends["no contact"] == first + timedelta(days=900)
    assert ends["order ended"] == first + timedelta(days=75)
    assert [row[1] for row in rows if row[0] == "foster, appointed holder"] == [1, 2, 3]


# --- Codes, bells, groups -----------------------------------------------------------------


def test_codes_are_told_once_and_absences_have_an_excuse_each():
    assert len({code for code, *_ in CODES}) == len(CODES)
    kinds = Counter(kind for _, _, kind, *_ in CODES)
    assert kinds["absent"] == 5
    for code, _, kind, excuse, minutes in CODES:
        assert bool(excuse) is (kind in ("absent", "tardy", "early")), code
        assert minutes is None or (kind, minutes) == ("tardy", 31)


@pytest.mark.parametrize("level", sorted(BELLS))
def test_a_period_missed_is_long_enough_to_count_by_itself(level):
    assert len(BELLS[level]) == 6
    assert min(BELLS[level]) > 30


def test_groups_are_of_a_kind_and_of_grades_there_are():
    assert {row[0] for row in GROUPS} == set(PopulationKind)
    for _, _, share, lowest, highest, condition in GROUPS:
        assert 0 < share <= 10_000
        assert -1 <= lowest <= highest <= 12
        assert condition in ("", "not english", "foster", "unaccompanied", "female")
    assert len({row[:2] for row in GROUPS}) == len(GROUPS)


def test_few_move_come_late_or_leave():
    assert 0 < MOVE + LATE + LEAVE < 100
