"""What the quick log makes of what was typed: filled in where it is left out, never made up."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import QueryDict

from contacts.choices import Method, NoteKind, NoteOutcome, Purpose, WithWhom
from contacts.forms import IdsForm, LogForm, preset, steps_offered, typed
from contacts.models import LONGEST_TEXT
from contacts.rules import METHODS, NEXT_STEPS, OUTCOMES, SILENT, is_untold
from students.rules.around import Adult
from tasks.choices import TaskKind

HERE = ZoneInfo("America/Los_Angeles")
NOON = datetime(2026, 11, 18, 12, tzinfo=HERE)  # a Wednesday
ROSA = Adult(7, "Rosa Ito", relation="Mother", language="es", needs_interpreter=True)
CALL = {"kind": "call", "outcome_call": "spoke"}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def sent(**values):
    data = QueryDict(mutable=True)
    for name, value in {**CALL, **values}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return LogForm(data, adults=[ROSA], today=NOON.date())


def contact(**values):
    form = sent(**values)
    assert form.is_valid(), form.errors
    return form.contact()


# --- What is filled in --------------------------------------------------------------------


@pytest.mark.parametrize("kind", NoteKind)
def test_each_kind_has_its_usual_way_and_its_own_outcomes(kind):
    for outcome in [o.value for o in OUTCOMES[kind]] or [""]:
        text = "" if is_untold(outcome) else "Words."
        said = contact(kind=kind, text=text, **{f"outcome_{kind}": outcome})
        assert (said.kind, said.method, said.outcome) == (kind, METHODS[kind], outcome)


def test_a_choice_of_another_kind_is_no_mistake_and_is_not_kept():
    said = contact(outcome_visit="door_closed", outcome_letter="handed")
    assert said.outcome == NoteOutcome.SPOKE


def test_what_was_chosen_goes_before_what_is_usual():
    said = contact(method="video", purpose="plan", minutes="45", language="hy", interpreter="on")
    assert (said.method, said.purpose) == (Method.VIDEO, Purpose.PLAN)
    assert (said.minutes, said.language, said.interpreter) == (45, "hy", True)


def test_what_was_left_out_is_not_made_up():
    said = contact()
    assert (said.purpose, said.minutes, said.language) == (Purpose.ATTENDANCE, None, "")
    assert (said.interpreter, said.barriers, said.text) == (False, [], "")
    assert said.happened_at == NOON


@pytest.mark.parametrize(
    ("values", "reached"),
    [
        ({}, True),  # spoke
        ({"outcome_call": "voicemail"}, False),
        ({"outcome_call": "voicemail", "reached": "yes"}, True),  # whoever was there knows better
        ({"reached": "no"}, False),
        ({"kind": "letter", "outcome_letter": "handed", "reached": "yes"}, False),
        ({"kind": "other", "text": "Words.", "reached": "yes"}, False),
    ],
)
def test_who_was_reached_is_said_by_the_outcome_unless_a_person_says_it(values, reached):
    assert contact(**values).reached is reached


def test_no_kind_reaches_silently_what_the_rule_calls_silent():
    assert {"letter", "other"} == set(SILENT)


@pytest.mark.parametrize(
    ("values", "whom", "guardian", "name"),
    [
        ({}, WithWhom.SOMEONE, None, ""),
        ({"who": "adult:7", "with_name": "Somebody"}, WithWhom.ADULT, 7, ""),
        ({"who": "someone", "with_name": "Aunt"}, WithWhom.SOMEONE, None, "Aunt"),
        ({"who": "student"}, WithWhom.STUDENT, None, ""),
        ({"who": "nobody"}, WithWhom.NOBODY, None, ""),
        ({"kind": "other", "text": "Words."}, WithWhom.NOBODY, None, ""),
        ({"kind": "other", "text": "Words.", "who": "student"}, WithWhom.STUDENT, None, ""),
    ],
)
def test_with_whom_it_was(values, whom, guardian, name):
    said = contact(**values)
    found = said.guardian.pk if said.guardian else None
    assert (said.with_whom, found, said.with_name) == (whom, guardian, name)


@pytest.mark.parametrize(
    ("values", "purpose"),
    [
        ({"offered": "on"}, Purpose.CONFERENCE_48262),
        ({"offered": "on", "purpose": "plan"}, Purpose.CONFERENCE_48262),  # the law's goes first
        ({"purpose": "welfare"}, Purpose.WELFARE),
    ],
)
def test_an_offer_of_a_conference_is_the_purpose(values, purpose):
    assert contact(**values).purpose == purpose


def test_every_word_and_blank_of_the_text_is_kept():
    assert contact(text="  first\n\n last ").text == "  first\n\n last "


# --- What is refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "fits", "does_not"),
    [
        ("minutes", "0", "-1"),
        ("minutes", "1440", "1441"),
        ("text", "x" * LONGEST_TEXT, "x" * (LONGEST_TEXT + 1)),
        ("with_name", "x" * 120, "x" * 121),
        ("language", "x" * 40, "x" * 41),
        ("who", "adult:7", "adult:8"),
        ("who", "student", "adult"),
        ("happened_at", "2026-11-18T12:10", "2026-11-18T12:11"),  # clocks differ by minutes
        ("barriers", ["transport", "housing"], ["transport", "gremlins"]),
        ("next_step", "visit", "tier"),  # a rule's alone
        ("kind", "call", "sealed"),
    ],
)
def test_the_last_that_fits_and_the_first_that_does_not(field, fits, does_not):
    assert sent(**{field: fits}).is_valid()
    refused = sent(**{field: does_not})
    assert not refused.is_valid()
    assert field in refused.errors


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"outcome_call": ""}, "outcome_call"),
        ({"kind": "visit"}, "outcome_visit"),  # that of the call says nothing of the visit
        ({"kind": "other", "text": " \n "}, "text"),
    ],
)
def test_what_a_kind_cannot_do_without(values, field):
    assert list(sent(**values).errors) == [field]


# --- What comes next ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "due_on"),
    [
        ("contact", date(2026, 11, 19)),
        ("visit", date(2026, 11, 20)),
        ("conference", date(2026, 11, 23)),
        ("other", date(2026, 11, 25)),
    ],
)
def test_a_next_step_is_due_as_it_was_offered_or_as_was_said(kind, due_on):
    offered = {step.value: step for step in steps_offered(NOON.date())}
    step = sent(next_step=kind)
    assert step.is_valid()
    assert (step.step().kind, step.step().due_on) == (TaskKind(kind), due_on)
    assert (offered[kind].due_on, offered[kind].label) == (due_on, step.step().title)
    other = sent(next_step=kind, next_on="2026-12-24")
    assert other.is_valid()
    assert other.step().due_on == date(2026, 12, 24)
    assert list(offered) == list(NEXT_STEPS)


def test_without_a_next_step_there_is_none_whatever_day_is_set():
    form = sent(next_on="2026-12-24")
    assert form.is_valid()
    assert form.step() is None


# --- With what a sheet begins -------------------------------------------------------------


def test_a_sheet_begins_with_the_first_adult_in_their_language_now():
    begins = preset([ROSA, Adult(8, "Juan Ito", relation="Father")], kind="visit", offered="1")
    assert begins == {
        "kind": "visit",
        "who": "adult:7",
        "language": "es",
        "interpreter": True,
        "offered": True,
        "happened_at": "2026-11-18T12:00",
        "purpose": "attendance",
    }


@pytest.mark.parametrize("kind", ["", "sealed"])
def test_a_sheet_of_nobody_begins_as_a_call_with_someone(kind):
    begins = preset([], kind=kind, offered="")
    assert (begins["kind"], begins["who"], begins["offered"]) == ("call", "someone", False)


def test_a_draft_shows_what_was_typed_and_nothing_that_was_cleared():
    values = {"kind": "call", "language": "es", "who": "adult:7", "barriers": ["housing"]}
    payload = {"kind": ["visit"], "who": [], "barriers": ["transport", "food"], "seq": 4}
    assert typed(payload, values) == {
        "kind": "visit",
        "language": "",  # it was cleared, or never there
        "who": "",
        "barriers": ["transport", "food"],
    }


@pytest.mark.parametrize(
    ("name", "fits", "does_not"),
    [("version", "1", "0"), ("seq", "0", "-1"), ("seq", str(2**31 - 1), str(2**31))],
)
def test_numbers_of_a_page_fit_their_columns(name, fits, does_not):
    note = {"client_uuid": "11111111-2222-3333-4444-555555555555"}
    assert IdsForm({**note, name: fits}).is_valid()
    assert list(IdsForm({**note, name: does_not}).errors) == [name]
    assert list(IdsForm({"client_uuid": "x"}).errors) == ["client_uuid"]


def test_the_day_of_a_form_is_told_it_and_not_read_from_a_clock():
    form = LogForm({**CALL, "next_step": "contact"}, today=NOON.date() + timedelta(days=1))
    assert form.is_valid()
    assert form.step().due_on == date(2026, 11, 20)
