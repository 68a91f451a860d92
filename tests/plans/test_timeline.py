"""What the timeline tells of interviews: that there was a talk, with whom, when, and no more."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Permission
from desk.queries.timeline import timeline as whole
from law.packs import load_pack, pack_names
from plans.choices import FAMILIES
from plans.models import GroupSession, PlanReview, Presence
from plans.queries.timeline import timeline
from tests.factories import (
    TODAY,
    GroupFactory,
    GroupSessionFactory,
    GuardianshipFactory,
    InterviewFactory,
    PlanFactory,
)
from tests.plans.world import hold

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 18, tzinfo=UTC)


def told(student):
    return list(timeline(student.pk))


@pytest.mark.parametrize("pack", pack_names())
def test_every_family_of_barriers_has_words_that_tell_no_more(pack):
    families = {one.family for one in load_pack(pack).practice.barriers.values()}
    assert families == set(FAMILIES)


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


@pytest.mark.parametrize(
    ("recorded", "moment", "is_late"),
    [
        # Of the evening in Los Angeles, where UTC has the next day.
        ("2026-11-21T04:30Z", "2026-11-20T20:30-08:00", False),
        ("2026-11-21T07:59Z", "2026-11-20T23:59-08:00", False),
        # After midnight: of the day before, at noon.
        ("2026-11-21T08:30Z", "2026-11-20T12:00-08:00", False),
        ("2026-11-22T04:30Z", "2026-11-20T12:00-08:00", False),  # the next evening
        ("2026-11-22T08:30Z", "2026-11-20T12:00-08:00", True),
    ],
)
def test_a_talk_stands_on_its_day_in_the_district(district, recorded, moment, is_late):
    InterviewFactory(
        student=district.ana,
        held_on=date(2026, 11, 20),
        recorded_at=datetime.fromisoformat(recorded),
    )
    [entry] = told(district.ana)
    assert (entry.at, entry.is_late) == (datetime.fromisoformat(moment), is_late)


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


@pytest.mark.parametrize("may", [set(), {Permission.CASE_READ}, {Permission.NOTE_WRITE}])
def test_the_link_is_for_who_may_open_it(district, who, may):
    hold(who, district.ana)
    [entry] = whole(district.ana.pk, may=may)
    assert bool(entry.href) == (Permission.NOTE_WRITE in may)


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


# --- Sessions of groups --------------------------------------------------------------------


def a_session(district, who, **values):
    """Ana and Ben were at a session of today, of a group whose name tells much."""
    group = GroupFactory(school=district.oak, name="Grief of brothers", facilitator=who)
    session = GroupSessionFactory(group=group, note="About fathers.", **values)
    for student, here in ((district.ana, "present"), (district.ben, "pulled_out")):
        Presence.objects.create(session=session, student=student, here=here)
    return session


def test_a_session_is_told_of_each_child_alone(district, who):
    session = a_session(district, who)
    [hers], [his] = told(district.ana), told(district.ben)
    assert (hers.title, hers.facts) == ("Session of a group", ("There", "45 minutes"))
    assert his.facts == ("Pulled out",)
    for name in ("Ben", "Grief", "fathers"):
        assert name not in f"{hers.title} {hers.facts} {hers.text} {hers.by}"
    assert hers.href == reverse("plans:session", args=[session.pk])


def test_a_session_that_was_taken_back_is_not_told(district, who):
    session = a_session(district, who)
    GroupSession.objects.filter(pk=session.pk).update(taken_back_at=session.at, taken_back_by=who)
    assert told(district.ana) == []


def test_who_only_reads_cases_learns_of_no_session(district, who):
    a_session(district, who)
    assert whole(district.ana.pk, may={Permission.CASE_READ}) == []
    [entry] = whole(district.ana.pk, may={Permission.NOTE_WRITE})
    assert entry.href


# --- Reviews -------------------------------------------------------------------------------


def a_review(student, who, **values):
    """Ana's plan was looked at today: two of ten days of the goal were missed."""
    return PlanReview.objects.create(
        plan=PlanFactory(student=student),
        on=TODAY,
        by=who,
        **{
            "decision": "continue",
            "because": "working",
            "note": "The father works nights.",
            "missed": 2,
            "days": 10,
            "goal_missed": 2,
            "goal_days": 20,
            "done": 3,
            "planned": 4,
            "next_on": TODAY + timedelta(days=28),
            **values,
        },
    )


def test_a_review_is_told_with_what_was_seen_and_without_its_words(district, who):
    review = a_review(district.ana, who)
    [entry] = [one for one in told(district.ana) if one.key.startswith("plan-review")]
    assert (entry.title, entry.by) == ("Plan reviewed: Continue", str(who))
    assert entry.facts == (
        "It is working",
        "missed 2 of 10 days of the goal",
        "done 3 of 4 planned",
    )
    assert entry.href == reverse("plans:plan", args=[review.plan_id])
    assert "nights" not in f"{entry.text} {entry.facts}"


def test_of_a_review_of_no_days_yet_no_days_are_told(district, who):
    a_review(district.ana, who, because="too_early", missed=0, days=0, done=0, planned=0)
    [entry] = [one for one in told(district.ana) if one.key.startswith("plan-review")]
    assert entry.facts == ("Too early to say",)


def test_a_review_stands_with_the_plans_of_its_own_child(district, who):
    a_review(district.ana, who)
    assert told(district.ben) == []
    assert [one.title for one in whole(district.ana.pk, kind="plan")][-1] == (
        "Plan reviewed: Continue"
    )
