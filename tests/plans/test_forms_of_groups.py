"""The forms of groups: what is asked, what is filled in, and words that come back."""

from datetime import time, timedelta

import pytest

from plans.choices import Here
from plans.forms import EndGroupForm, GroupChangeForm, GroupForm, LeaveGroupForm, SessionForm
from plans.forms.groups import NAMES
from students.forms import TELLS
from tests.factories import TODAY

ANA, BEN = (1, "Ana Ito"), (2, "Ben Roy")


@pytest.fixture(autouse=True)
def _in_force(district):
    """The menu comes from the pack in force."""


def group_form(**values):
    plain = {"name": "Mornings", "kind": "I17", "school": "5", "minutes": 30, "capacity": 8}
    sent = {**plain, "starts_on": TODAY.isoformat(), **values}
    return GroupForm(sent, today=TODAY, schools=[(5, "Oak")])


def session_form(**values):
    here = {"here_1": "present", "here_2": "present"}
    sent = {"on": TODAY.isoformat(), "minutes": 45, **here, **values}
    members = [ANA, BEN]
    return SessionForm(sent, today=TODAY, members=members, names=[n for _, n in members])


# --- A group -------------------------------------------------------------------------------


def test_a_group_is_what_was_filled_in(who):
    form = group_form(weekdays=["0", "4"], at="2:15 pm", place="Room 4", last_on="2026-12-18")
    assert form.is_valid(), form.errors
    plan = form.plan(who)
    assert (plan.name, plan.kind, plan.facilitator) == ("Mornings", "I17", who)
    assert (plan.weekdays, plan.at, plan.place) == ([0, 4], time(14, 15), "Room 4")
    assert (plan.minutes, plan.capacity, plan.starts_on) == (30, 8, TODAY)
    assert plan.last_on == TODAY + timedelta(days=30)


def test_what_may_be_left_out_is_left_out(who):
    form = group_form()
    assert form.is_valid()
    plan = form.plan(who)
    assert (plan.weekdays, plan.at, plan.place, plan.last_on) == ([], None, "", None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "I99"),
        ("school", "6"),
        ("weekdays", ["6"]),
        ("minutes", "4"),
        ("minutes", "481"),
        ("capacity", "0"),
        ("capacity", "41"),
        ("at", "25:00"),
        ("name", "x" * 81),
    ],
)
def test_what_cannot_be_comes_back(name, value):
    form = group_form(**{name: value})
    assert not form.is_valid()
    assert list(form.errors) == [name]


@pytest.mark.parametrize(("days", "is_taken"), [(0, True), (-1, False)])
def test_a_group_ends_no_sooner_than_it_begins(days, is_taken):
    last = TODAY + timedelta(days=days)
    assert group_form(last_on=last.isoformat()).is_valid() is is_taken


def test_a_group_begins_today_unless_said_otherwise():
    form = GroupForm(today=TODAY, schools=[(5, "Oak")])
    assert form["starts_on"].value() == TODAY
    assert (form["minutes"].value(), form["capacity"].value()) == (45, 8)


def test_who_leads_is_one_of_those_offered(who, boss):
    sent = {"name": "Mornings", "kind": "I17", "minutes": 30, "capacity": 8}
    sent |= {"starts_on": TODAY.isoformat(), "facilitator": boss.pk}
    assert not GroupChangeForm(sent, today=TODAY, leaders=[who]).is_valid()
    form = GroupChangeForm(sent, today=TODAY, leaders=[who, boss])
    assert form.is_valid()
    assert form.changed().facilitator == boss
    assert "school" not in form.fields


@pytest.mark.parametrize("form", [EndGroupForm, LeaveGroupForm])
def test_a_reason_is_one_of_the_list(form):
    assert form({"why": "finished"}).is_valid()
    assert not form({"why": "He moved in with an uncle"}).is_valid()


# --- A session -----------------------------------------------------------------------------


def test_everybody_was_there_unless_said_otherwise():
    form = SessionForm(today=TODAY, members=[ANA, BEN], away={2})
    assert form["here_1"].value() == Here.PRESENT
    assert (form["here_2"].value(), form["here_2"].help_text) == (
        Here.ABSENT,
        "Absent from school today",
    )


def test_a_session_is_what_was_filled_in():
    form = session_form(here_2="excused", note="Mornings.", words_1="Quiet.")
    assert form.is_valid(), form.errors
    held = form.held()
    assert (held.on, held.minutes, held.note) == (TODAY, 45, "Mornings.")
    assert held.here == {1: Here.PRESENT, 2: Here.EXCUSED}
    assert held.words == {1: "Quiet."}


@pytest.mark.parametrize(
    ("name", "text"),
    [("note", "Roy spoke."), ("words_1", "Sat with Ben."), ("words_2", "Like Ana.")],
)
def test_words_that_name_another_come_back_with_a_box_to_tick(name, text):
    form = session_form(**{name: text})
    assert not form.is_valid()
    assert form.errors[name] == [NAMES]
    assert form.asks_named
    assert session_form(**{name: text, "named": "on"}).is_valid()


def test_ones_own_name_in_ones_own_words_is_no_fault():
    assert session_form(words_1="Ana was calm.", words_2="Roy, too.").is_valid()


@pytest.mark.parametrize("name", ["note", "words_1"])
def test_words_that_tell_of_status_come_back(name):
    form = session_form(**{name: "Mother is worried about papers."})
    assert TELLS in form.errors[name]
    assert session_form(**{name: "Mother is worried about papers.", "anyway": "on"}).is_valid()


@pytest.mark.parametrize("minutes", ["0", "481", "a while"])
def test_a_session_takes_minutes_that_can_be(minutes):
    assert "minutes" in session_form(minutes=minutes).errors
