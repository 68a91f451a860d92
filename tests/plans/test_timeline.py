"""What the timeline tells of interviews: that there was a talk, with whom, when, and no more."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from desk.queries.timeline import timeline as whole
from plans.queries.timeline import KINDS, timeline
from tests.factories import TODAY, GuardianshipFactory, InterviewFactory
from tests.plans.world import hold

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 18, tzinfo=UTC)


def told(student):
    return list(timeline(student.pk))


@pytest.mark.parametrize("family", ["barrier", "aversion", "disengagement", "misconception"])
def test_a_family_of_barriers_has_words_that_tell_no_more(family):
    assert KINDS[family]


@pytest.mark.parametrize(
    ("found", "facts"),
    [("unknown", ("Not known yet",)), ("declined", ("Prefers not to say",))],
)
def test_no_answer_is_told(district, found, facts):
    InterviewFactory(student=district.ana, found=found)
    assert told(district.ana)[0].facts == facts


@pytest.mark.parametrize(
    ("days", "is_late"),
    [(0, False), (1, False), (2, True), (30, True)],
)
def test_what_was_written_down_days_later_is_marked(district, days, is_late):
    InterviewFactory(student=district.ana, held_on=TODAY - timedelta(days=days), recorded_at=NOW)
    [entry] = told(district.ana)
    assert entry.is_late == is_late
    assert localdate(entry.at) == TODAY - timedelta(days=days)


def test_an_adult_is_told_by_name(district, who):
    tie = GuardianshipFactory(
        student=district.ana, guardian__first_name="Rosa", guardian__last_name="Ito"
    )
    hold(who, district.ana, speaker="adult", guardian=tie.guardian)
    [entry] = told(district.ana)
    assert entry.title == "Interview on barriers with Rosa Ito"
    assert entry.by == str(who)


def test_an_entry_opens_the_interview(district, who):
    held = hold(who, district.ana)
    [entry] = told(district.ana)
    assert entry.href == reverse("plans:interview", args=[held.pk])
    assert (entry.kind, entry.reached) == ("plan", True)


def test_a_talk_with_staff_is_no_contact(district, who):
    held = hold(who, district.ana, speaker="staff")
    [entry] = told(district.ana)
    assert (entry.key, entry.reached) == (f"interview:{held.pk}", False)


def test_the_contact_that_it_was_is_told_once(district, who):
    hold(who, district.ana)
    titles = [entry.title for entry in whole(district.ana.pk)]
    assert titles == ["Interview on barriers with the student"]


def test_a_timeline_is_narrowed_to_plans(district, who):
    hold(who, district.ana)
    assert len(whole(district.ana.pk, kind="plan")) == 1
    assert whole(district.ana.pk, kind="task") == []


def test_another_child_has_their_own(district, who):
    hold(who, district.ana)
    assert told(district.ben) == []
