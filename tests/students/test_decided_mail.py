"""What a person decides for one adult: how long it holds, and whom it stops."""

import pytest

from students.rules.mail import Sending, Tie, addressed_to, against_of, is_in_force
from tests.students.test_mail import CHILD, FATHER, HOME, LIAISON, MOTHER, asked, tie


def decided(*ties, sends, child=CHILD):
    """Who gets a copy and what is asked, after deciding about the first adult as it reads."""
    said = {ties[0].key: Sending(sends, against_of(ties[0]))}
    found = addressed_to(child, ties, LIAISON, said)
    return [one.name for one in found.recipients], [one.code for one in found.questions]


STOPPED = [{"order": "Custody"}, {"no_contact": True}, {"receives_mail": False}]


@pytest.mark.parametrize("stop", STOPPED)
def test_a_decision_for_one_adult_lets_the_notice_go(stop):
    father = tie(FATHER, **stop)
    assert asked(father, MOTHER) == [{"order": "court_order", "no_contact": "no_contact",
                                      "receives_mail": "no_mail"}[next(iter(stop))]]  # fmt: skip
    assert decided(father, MOTHER, sends=True) == (["Bo", "Mia"], [])
    assert decided(father, MOTHER, sends=False) == (["Mia"], [])


@pytest.mark.parametrize("stop", STOPPED)
def test_a_sole_holder_of_rights_is_no_dead_end(stop):
    mother = tie(MOTHER, **stop)
    assert decided(mother, sends=True) == (["Mia"], [])
    assert decided(mother, sends=False) == (
        [],
        ["nobody_left"] if "no_contact" not in stop else ["no_charge"],
    )


def test_whoever_is_not_written_to_gives_no_charge_to_a_stepparent():
    step = Tie("3", "Sam", "stepparent", "en", lives_with=True, holds_rights=False, own=HOME)
    assert decided(tie(MOTHER, receives_mail=False), step, sends=False) == ([], ["nobody_left"])


def test_several_things_against_one_adult_are_one_decision():
    mother = tie(MOTHER, order="Custody", receives_mail=False)
    assert asked(mother) == ["court_order", "no_mail"]
    assert decided(mother, sends=True) == (["Mia"], [])


@pytest.mark.parametrize("change", [{"order": "Custody, until 2027-01-01"}, {"no_contact": True}])
def test_a_decision_holds_for_the_record_that_was_read(change):
    mother = tie(MOTHER, order="Custody")
    said = {"1": Sending(is_sent=True, against=against_of(mother))}
    assert not addressed_to(CHILD, [mother], LIAISON, said).questions
    codes = [
        one.code for one in addressed_to(CHILD, [tie(mother, **change)], LIAISON, said).questions
    ]
    assert "court_order" in codes


@pytest.mark.parametrize("stop", STOPPED)
def test_a_no_is_kept_when_what_stood_against_it_ends(stop):
    said = {FATHER.key: Sending(is_sent=False, against=against_of(tie(FATHER, **stop)))}
    found = addressed_to(CHILD, [MOTHER, FATHER], LIAISON, said)
    assert ([one.name for one in found.recipients], found.questions) == (["Mia"], ())
    said = {MOTHER.key: Sending(is_sent=False, against=against_of(tie(MOTHER, **stop)))}
    found = addressed_to(CHILD, [MOTHER], LIAISON, said)
    assert [one.code for one in found.questions] == ["nobody_left"]


@pytest.mark.parametrize("other", STOPPED)
def test_a_no_is_asked_anew_where_something_else_stands_by_now(other):
    said = {FATHER.key: Sending(is_sent=False, against="court_order: Until spring")}
    found = addressed_to(CHILD, [MOTHER, tie(FATHER, **other)], LIAISON, said)
    assert [one.key for one in found.questions] == [FATHER.key]


@pytest.mark.parametrize("is_sent", [True, False])
def test_what_is_in_force_on_the_record_as_it_reads(is_sent):
    one, under = Sending(is_sent, "court_order: Custody"), tie(FATHER, order="Custody")
    assert is_in_force(one, under)
    assert is_in_force(one, FATHER) is not is_sent
    assert not is_in_force(one, tie(under, no_contact=True))


@pytest.mark.parametrize("stop", STOPPED)
def test_no_second_id_reaches_whom_a_person_said_not_to(stop):
    twin = tie(FATHER, key="7")
    assert decided(tie(FATHER, **stop), twin, MOTHER, sends=False)[1] == ["two_ids"]
    over = {FATHER.key: Sending(is_sent=False, against=against_of(tie(FATHER, **stop)))}
    found = addressed_to(CHILD, [FATHER, twin, MOTHER], LIAISON, over)
    assert [(one.code, one.key) for one in found.questions] == [("two_ids", "7")]
    assert "by decision no letters" in found.questions[0].text


def test_an_order_about_who_gets_no_copy_asks_nothing():
    other = Tie("3", "Gus", "grandparent", "en", holds_rights=False, order="Custody")
    assert asked(MOTHER, other) == []
