"""Edges of what is sent about people: days, names, addresses; and the days that are offered."""

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from accounts.forms import (
    AccountReasonForm,
    EndForm,
    GiveForm,
    GoOnForm,
    GoOnManyForm,
    InviteForm,
    JoinForm,
    end_of_year,
)
from tests.factories import TODAY

DAY = timedelta(days=1)
PASSWORD = "nine quiet lanterns at dawn"
GIVEN = {"role": "clerk", "starts": TODAY, "ends": TODAY, "reason": "New"}


def errors_of(form):
    return {name: found[0] for name, found in form.errors.items()}


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2027, 6, 30)),
        (date(2027, 1, 1), date(2027, 6, 30)),
    ],
)
def test_end_of_year(day, last):
    assert end_of_year(day) == last


@pytest.mark.parametrize(
    ("field", "days", "ok"),
    [
        ("starts", -1, False),
        ("starts", 0, True),
        ("starts", 366, True),
        ("starts", 367, False),
        ("ends", -1, False),
        ("ends", 732, True),
        ("ends", 733, False),
    ],
)
def test_the_days_of_a_role_that_is_given(db, field, days, ok):
    sent = {**GIVEN, field: TODAY + days * DAY}
    form = GiveForm(sent, roles=[Role.CLERK], today=TODAY)
    assert (field not in errors_of(form)) is ok


def test_a_role_is_one_of_those_offered(db):
    form = GiveForm({**GIVEN, "role": "director"}, roles=[Role.CLERK], today=TODAY)
    assert errors_of(form) == {"role": "Choose the role from what is offered."}
    assert GiveForm(GIVEN, roles=[Role.CLERK], today=TODAY).is_valid()


def test_a_role_is_offered_for_the_rest_of_the_school_year(db):
    form = GiveForm(roles=[Role.CLERK], today=date(2027, 6, 30))
    assert (form.initial["starts"], form.initial["ends"]) == (date(2027, 6, 30), date(2027, 6, 30))
    form = GiveForm(roles=[Role.CLERK], today=date(2027, 7, 1))
    assert form.initial["ends"] == date(2028, 6, 30)


@pytest.mark.parametrize(("days", "ok"), [(-1, False), (0, True), (366, True), (367, False)])
def test_the_last_day_of_a_role_that_ends(days, ok):
    form = EndForm({"last_day": TODAY + days * DAY, "reason": "Moves"}, today=TODAY)
    assert form.is_valid() is ok


def test_no_last_day_is_now():
    form = EndForm({"last_day": "", "reason": "Moved"}, today=TODAY)
    assert form.is_valid()
    assert form.cleaned_data["last_day"] is None


@pytest.mark.parametrize(
    ("after", "offered"),
    [
        (date(2026, 12, 18), date(2027, 6, 30)),
        (date(2027, 6, 29), date(2027, 6, 30)),
        (date(2027, 6, 30), date(2028, 6, 30)),
        (None, date(2027, 6, 30)),
    ],
)
def test_a_role_is_offered_to_go_on_until_the_next_june(after, offered):
    assert GoOnForm(after=after, today=TODAY).initial["ends"] == offered


@pytest.mark.parametrize(
    ("today", "offered"), [(date(2027, 5, 30), 2027), (date(2027, 5, 31), 2028)]
)
def test_what_ends_on_the_last_of_june_is_offered_the_next_year(today, offered):
    assert GoOnManyForm(today=today).initial["ends"] == date(offered, 6, 30)


def test_roles_go_on_only_if_some_are_ticked():
    form = GoOnManyForm({"ends": TODAY + DAY, "reason": "Stay"}, today=TODAY)
    assert errors_of(form) == {"grant": "Choose at least one."}


@pytest.mark.parametrize(
    ("email", "ok"),
    [
        ("max@district.example", True),
        (" max@district.example ", True),
        ("max@district", False),
        ("max", False),
        ("a" * 250 + "@d.example", False),
    ],
)
def test_an_address_can_be_written_to(email, ok):
    assert InviteForm({"name": "Max Orr", "email": email}).is_valid() is ok


@pytest.mark.parametrize(("length", "ok"), [(1, True), (200, True), (201, False)])
def test_a_name_and_a_reason_fit_their_columns(length, ok):
    words = "x" * length
    assert InviteForm({"name": words, "email": "m@d.example"}).is_valid() is ok
    assert AccountReasonForm({"reason": words}).is_valid() is ok


def test_a_reason_of_spaces_is_none():
    assert errors_of(AccountReasonForm({"reason": "  "})) == {"reason": "Say why."}


@pytest.mark.parametrize(
    ("length", "said"), [(14, "at least 15"), (15, None), (128, None), (129, "128 characters")]
)
def test_how_long_a_password_is(length, said):
    password = (PASSWORD * 6)[:length]
    form = JoinForm({"password": password, "again": password})
    assert form.is_valid() is (said is None)
    assert said is None or said in errors_of(form)["password"]


def test_passwords_are_not_shown_again():
    form = JoinForm({"password": PASSWORD, "again": "another"})
    assert PASSWORD not in str(form["password"]) + str(form["again"])
