"""Holding an interview: once, in words that stay, and as the contact that it was."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.choices import Role
from audit.models import AuditEvent
from cases.models import LastReached
from contacts.models import Note
from plans.actions import NotYourForm, SavedOtherwise, SaysNothing
from plans.models import Interview, InterviewBarrier
from plans.queries import barriers_found
from plans.queries.interviews import Mention
from plans.queries.timeline import timeline
from tests.contacts.world import race
from tests.factories import TODAY, GuardianshipFactory, InterviewFactory
from tests.plans.world import UUID_2, hold
from tests.world import hire

LONG_AGO = TODAY - timedelta(days=60)


def test_what_was_said_is_kept_with_what_weighs_most_first(district, who):
    held = hold(who, district.ana, barriers=["B05", "D01"], main="D01", own_words="Nobody talks.")
    found = [(one.code, one.label, one.weight) for one in held.barriers.order_by("pk")]
    assert found == [("D01", "No adult, no friends", "main"), ("B05", "Sleep, mornings", "also")]
    assert (held.found, held.own_words, held.spoke) == ("barriers", "Nobody talks.", "The student")
    [event] = AuditEvent.objects.filter(action="interview.held")
    assert (event.student_id, event.detail) == (
        district.ana.pk,
        {"speaker": "student", "barriers": 2},
    )


def test_a_single_barrier_weighs_most(district, who):
    assert hold(who, district.ana, barriers=["B05"]).barriers.get().weight == "main"


def test_sent_twice_it_is_one_with_one_contact(district, who):
    adult = GuardianshipFactory(student=district.ana).guardian
    words = {"speaker": "adult", "guardian": adult, "barriers": ["B05", "D01"], "main": "D01"}
    words |= {"own_words": "Two\nlines", "how": "phone", "strengths": "Draws"}
    first, again = (hold(who, district.ana, **words) for _ in range(2))
    assert (first, Interview.objects.count(), Note.objects.count()) == (again, 1, 1)


@pytest.mark.parametrize(
    "values",
    [
        {"barriers": ["D01"]},
        {"barriers": ["B05", "D01"]},
        {"barriers": ["B05", "D01"], "main": "D01"},
        {"own_words": "Other words"},
        {"strengths": "Draws"},
        {"other": "The ferry"},
        {"held_on": TODAY - timedelta(days=1)},
        {"speaker": "staff"},
        {"how": "phone"},
        {"with_name": "Aunt Rosa"},
        {"language": "Spanish"},
        {"limits_told": True},
    ],
)
def test_other_words_under_the_same_key_are_refused_and_never_taken_for_saved(
    district, who, values
):
    first = hold(who, district.ana)
    with pytest.raises(SavedOtherwise):
        hold(who, district.ana, **values)
    assert Interview.objects.get() == first
    assert [one.code for one in first.barriers.all()] == ["B05"]


@pytest.mark.parametrize("how", ["school", "home", "phone", "video"])
def test_how_people_spoke_is_kept_of_a_talk_with_staff_too(district, who, how):
    held = hold(who, district.ana, speaker="staff", how=how)
    held.refresh_from_db()
    assert held.how == how


def test_it_counts_as_the_contact_that_it_was_and_the_words_stay_here(district, who):
    adult = GuardianshipFactory(student=district.ana).guardian
    day = TODAY - timedelta(days=3)
    held = hold(
        who,
        district.ana,
        speaker="adult",
        guardian=adult,
        how="phone",
        held_on=day,
        own_words="The car broke down.",
    )
    note = Note.objects.get()
    assert held.note == note
    assert (note.kind, note.method, note.purpose, note.guardian) == (
        "call",
        "phone",
        "plan",
        adult,
    )
    assert (note.reached, note.outcome, note.text, note.barriers) == (True, "spoke", "", [])
    assert LastReached.objects.get().on == day


def test_a_talk_with_staff_reaches_nobody(district, who):
    hold(who, district.ana, speaker="staff", with_name="Mr. Lee")
    assert not Note.objects.exists()
    assert not LastReached.objects.exists()


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"barriers": [], "found": "declined"}, "declined"),
        ({"barriers": [], "found": "unknown"}, "unknown"),
        ({"barriers": [], "other": "The ferry"}, "barriers"),
    ],
)
def test_no_answer_is_an_answer(district, who, values, found):
    held = hold(who, district.ana, **values)
    assert (held.found, held.barriers.count()) == (found, 0)


@pytest.mark.parametrize("barriers", [[], ["X99"]])
def test_an_interview_that_says_nothing_is_refused_and_leaves_nothing(district, who, barriers):
    with pytest.raises(SaysNothing):
        hold(who, district.ana, barriers=barriers)
    assert not Interview.objects.exists()
    assert not AuditEvent.objects.exists()


def test_another_sends_nothing_under_the_same_key(district, who):
    hold(who, district.ana)
    with pytest.raises(NotYourForm):
        hold(hire(Role.COUNSELOR, district.oak), district.ana)
    with pytest.raises(NotYourForm):
        hold(who, district.ben)
    assert Interview.objects.count() == 1


def test_a_double_click_holds_one(committed, district, who):
    answers = race(lambda _: hold(who, district.ana))
    assert {one.pk for one in answers} == {Interview.objects.get().pk}
    assert InterviewBarrier.objects.count() == 1


def test_what_was_said_stays_as_it_was(district, who):
    held = hold(who, district.ana)
    with pytest.raises(DatabaseError), transaction.atomic():
        Interview.objects.filter(pk=held.pk).update(own_words="Other words")
    with pytest.raises(DatabaseError), transaction.atomic():
        held.barriers.all().delete()


def test_an_adult_who_spoke_is_named(district, who):
    with pytest.raises(IntegrityError), transaction.atomic():
        InterviewFactory(student=district.ana, speaker="adult")


def test_barriers_are_told_once_the_main_one_first(district, who, django_assert_num_queries):
    hold(who, district.ana, barriers=["B05", "B06"], held_on=TODAY - timedelta(days=9))
    hold(who, district.ana, uuid=UUID_2, barriers=["D01", "B05"], main="D01")
    hold(who, district.ben, uuid=InterviewFactory.build().client_uuid, barriers=["A01"])
    with django_assert_num_queries(1):
        found = barriers_found(district.ana.pk, since=TODAY - timedelta(days=9))
    told = [(one.code, one.is_main, one.times) for one in found]
    assert told == [("D01", True, 1), ("B05", False, 2), ("B06", False, 1)]
    assert [one.code for one in barriers_found(district.ana.pk, since=TODAY)] == ["D01", "B05"]


def test_what_weighs_most_is_what_did_when_it_was_named_last(district, who):
    hold(who, district.ana, barriers=["B05"], held_on=TODAY - timedelta(days=9))
    hold(who, district.ana, uuid=UUID_2, barriers=["D01", "B05"])
    assert [
        (one.code, one.is_main) for one in barriers_found(district.ana.pk, since=LONG_AGO)
    ] == [
        ("D01", False),
        ("B05", False),
    ]


def test_speakers_who_differ_are_both_kept_each_by_the_last_time(district, who):
    tie = GuardianshipFactory(
        student=district.ana, guardian__first_name="Rosa", guardian__last_name="Ito"
    )
    days = [TODAY - timedelta(days=n) for n in (9, 5, 1)]
    hold(who, district.ana, barriers=["B05"], held_on=days[0])
    adult = {"speaker": "adult", "guardian": tie.guardian, "held_on": days[1]}
    hold(who, district.ana, uuid=UUID_2, barriers=["B05", "M03"], main="M03", **adult)
    hold(who, district.ana, uuid=UUID(int=3), barriers=["B05"], held_on=days[2])
    found = {one.code: one for one in barriers_found(district.ana.pk, since=LONG_AGO)}
    assert found["B05"].mentions == (
        Mention("The student", days[2]),
        Mention("Rosa Ito", days[1]),
    )
    assert found["M03"].mentions == (Mention("Rosa Ito", days[1]),)
    assert [one.is_main for one in (found["B05"], found["M03"])] == [True, True]


@pytest.mark.parametrize("many", [1, 20])
def test_the_timeline_tells_the_talk_and_none_of_its_words(
    district, who, django_assert_num_queries, many
):
    hold(who, district.ana, barriers=["B16", "D01"], own_words="A secret")
    for _ in range(many - 1):
        InterviewFactory(student=district.ana)
    with django_assert_num_queries(5):
        told = list(timeline(district.ana.pk))
    entry = told[0]
    assert (len(told), entry.title) == (many, "Interview on barriers with the student")
    assert entry.facts == ("Cannot get there", "Nothing draws them")
    assert "secret" not in str(entry)
    assert entry.key == f"note:{Note.objects.get().pk}"
