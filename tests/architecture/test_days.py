"""The days that forms take: from the first to the last, both included, for each form that asks for one.

Written out a second time on purpose: to move a bound has to change two places.
"""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from core.fields import DayField
from core.forms import FilledForm
from tests.factories import TODAY

# From today on or back, in days. What is done is not done tomorrow; what is to come is not over.
DAYS = {
    ("AnswerRequestForm", "on"): (-30, 0),
    ("AskForm", "asked_on"): (-30, 0),
    ("CampaignForm", "ends_on"): (-400, 400),
    ("CampaignForm", "starts_on"): (-400, 400),
    ("ReachedForm", "on"): (-400, 0),
    ("PauseRequestForm", "until"): (1, 90),
    ("PlanVisitForm", "day"): (0, 60),
    ("NotAloneForm", "review_on"): (1, 366),
    ("DecideForm", "until"): (1, 60),
    ("EndForm", "last_day"): (0, 366),
    ("DeliveryForm", "on"): (-366, 0),
    ("GiveForm", "ends"): (0, 732),
    ("GiveForm", "starts"): (0, 366),
    ("GoOnForm", "ends"): (1, 732),
    ("DocketForm", "on"): (0, 732),
    ("ServiceForm", "on"): (-366, 0),
    ("GroupForm", "last_on"): (-732, 366),
    ("GroupForm", "starts_on"): (-732, 366),
    ("InterviewForm", "held_on"): (-60, 0),
    ("LogForm", "next_on"): (0, 366),
    ("MailedForm", "on"): (-366, 0),
    ("MeetingForm", "on"): (-366, 0),
    ("NoticeForm", "on"): (-366, 0),
    ("SealForm", "said_on"): (-60, 0),
    ("SessionForm", "on"): (-60, 0),
    ("TaskForm", "due_on"): (0, 366),
}


def every_form(base=FilledForm):
    for one in base.__subclasses__():
        yield one
        yield from every_form(one)


def asked():
    """Each day that a form of ours asks for, once where others inherit it."""
    _ = get_resolver().url_patterns  # so that every room's forms are read
    found = {}
    for form in every_form():
        if form.__module__.startswith(("tests", "demo")):
            continue
        for name, field in form.base_fields.items():
            first = next(
                one for one in reversed(form.__mro__) if name in getattr(one, "base_fields", {})
            )
            if isinstance(field, DayField):
                found[first.__name__, name] = field
    return found


def test_every_day_that_is_asked_for_has_its_bounds_here():
    assert asked().keys() == DAYS.keys()


@pytest.mark.parametrize(("form", "name"), DAYS)
def test_a_day_is_taken_from_the_first_to_the_last(form, name):
    field, (first, last) = deepcopy(asked()[form, name]), DAYS[form, name]
    field.error_messages.setdefault("range", "Another day.")  # each form says it in its own words
    field.count_from(TODAY)
    for days, is_taken in ((first - 1, False), (first, True), (last, True), (last + 1, False)):
        day = TODAY + timedelta(days=days)
        if is_taken:
            assert field.clean(day.isoformat()) == day
        else:
            with pytest.raises(ValidationError):
                field.clean(day.isoformat())
