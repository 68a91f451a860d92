"""Taking an interview back: it counts for nothing, and only whoever wrote it down reads it."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Permission, Role
from audit.models import AuditEvent
from cases.models import LastReached
from contacts.actions import withdraw_note
from contacts.choices import WhyTakenBack
from contacts.models import Note
from desk.queries.timeline import timeline as whole
from plans.actions import NotYoursToWithdraw, WasWithdrawn, withdraw_interview
from plans.choices import WhyWithdrawn
from plans.models import Interview, InterviewWithdrawal
from plans.queries import barriers_found
from plans.queries.panel import panel
from plans.queries.starting import beginning_of
from tests.contacts.world import race
from tests.factories import TODAY, GuardianshipFactory, act
from tests.plans.world import UUID_2, hold
from tests.world import hire, sign_in

OTHER = WhyWithdrawn.OTHER_STUDENT
WORKS = frozenset({Permission.CASE_READ, Permission.NOTE_WRITE})


def withdraw(by, held, *, reason=OTHER, manages=False):
    now = act(by, at=timezone.now())
    return withdraw_interview(now, interview=held, reason=reason, manages=manages)


def wrong(who, student, **values):
    """An interview in the words of another child, on the wrong one."""
    words = {"own_words": "My secret", "with_name": "Aunt Secret", "speaker": "someone"}
    return hold(who, student, **{**words, **values})


def words(answer):
    return answer.content.decode()


def address(held):
    return reverse("plans:interview", args=[held.pk])


def test_it_counts_for_nothing_any_more(district, who):
    held = wrong(who, district.ana)
    assert LastReached.objects.filter(on=TODAY).exists()
    taken = withdraw(who, held)
    assert (taken.by, taken.reason) == (who, "other_student")
    assert barriers_found(district.ana.pk, since=TODAY - timedelta(days=9)) == []
    assert panel(district.ana, WORKS).barriers == []
    assert beginning_of(district.ana, on=TODAY).found == []
    assert not LastReached.objects.filter(on__isnull=False).exists()
    assert (taken.note.amends, taken.note.reached) == (held.note, False)
    [event] = AuditEvent.objects.filter(action="interview.withdrawn")
    assert (event.student_id, event.detail) == (district.ana.pk, {"reason": "other_student"})


def test_what_another_said_still_counts(district, who):
    hold(who, district.ana, barriers=["B06"])
    withdraw(who, wrong(who, district.ana, uuid=UUID_2))
    found = barriers_found(district.ana.pk, since=TODAY)
    assert [one.code for one in found] == ["B06"]
    assert LastReached.objects.get().on == TODAY


def test_withdrawn_twice_it_is_once_for_the_first_reason(district, who):
    held = wrong(who, district.ana)
    assert withdraw(who, held) == withdraw(who, held, reason=WhyWithdrawn.TWICE)
    assert InterviewWithdrawal.objects.get().reason == "other_student"
    assert Note.objects.count() == 2


def test_two_clicks_at_once_withdraw_once(committed, district, who):
    held = wrong(who, district.ana)
    answers = race(lambda _: withdraw(who, held))
    assert {one.pk for one in answers} == {InterviewWithdrawal.objects.get().pk}


def test_the_contact_is_locked_before_the_student_as_by_whoever_changes_it(district, who):
    held = wrong(who, district.ana)
    with CaptureQueriesContext(connection) as asked:
        withdraw(who, held)
    locks = [one["sql"] for one in asked if " FOR " in one["sql"] and "UPDATE" in one["sql"]]
    tables = [re.findall(r'FROM "(contacts_note|students_student)"', one) for one in locks]
    met = [name for found in tables for name in found]
    first_student = met.index("students_student")
    assert set(met[:first_student]) == {"contacts_note"}
    assert set(met[first_student:]) == {"students_student"}


def test_a_talk_with_staff_was_no_contact_to_take_back(district, who):
    taken = withdraw(who, wrong(who, district.ana, speaker="staff"))
    assert (taken.note, Note.objects.count()) == (None, 0)


def test_who_neither_wrote_it_nor_manages_the_case_is_refused(district, who):
    held = wrong(who, district.ana)
    liaison = hire(Role.LIAISON, district.oak)
    with pytest.raises(NotYoursToWithdraw):
        withdraw(liaison, held)
    assert not InterviewWithdrawal.objects.exists()
    assert withdraw(hire(Role.COUNSELOR, district.oak), held, manages=True)


def test_who_manages_the_case_does_not_bury_what_a_child_said_to_a_colleague(district, who):
    held = wrong(who, district.ana)
    boss = hire(Role.COUNSELOR, district.oak)
    with pytest.raises(NotYoursToWithdraw):
        withdraw(boss, held, reason=WhyWithdrawn.NOT_SO, manages=True)
    client, there = sign_in(boss), reverse("plans:withdraw", args=[held.pk])
    page = words(client.get(address(held)))
    assert ("written down twice" in page, "It was not said like this" in page) == (True, False)
    assert client.post(there, {"reason": "not_so"}).status_code == 422
    assert not InterviewWithdrawal.objects.exists()
    assert withdraw(boss, held, reason=WhyWithdrawn.TWICE, manages=True).by == boss


def test_the_form_it_was_saved_from_saves_no_more_under_its_key(district, who):
    withdraw(who, wrong(who, district.ana))
    with pytest.raises(WasWithdrawn):
        wrong(who, district.ana)
    assert Interview.objects.count() == 1


def test_that_it_was_withdrawn_stays(district, who):
    withdraw(who, wrong(who, district.ana))
    with pytest.raises(DatabaseError), transaction.atomic():
        InterviewWithdrawal.objects.update(reason="twice")


@pytest.mark.parametrize("speaker", ["someone", "staff"])
def test_the_timeline_tells_it_once_and_not_with_whom(district, who, speaker):
    withdraw(who, wrong(who, district.ana, speaker=speaker))
    [entry] = whole(district.ana.pk)
    assert (entry.title, entry.facts) == ("Interview withdrawn", ("It is about another student",))
    assert (entry.text, entry.reached, "Secret" in str(entry)) == ("", False, False)


def test_an_interview_whose_contact_alone_was_withdrawn_reached_nobody(district, who):
    held, why = wrong(who, district.ana), WhyTakenBack.NOT_SO
    [entry] = whole(district.ana.pk)
    assert entry.reached
    withdraw_note(act(who, at=timezone.now()), note=held.note, reason=why, manages=False)
    reached = {one.title: one.reached for one in whole(district.ana.pk)}
    assert set(reached.values()) == {False}
    assert len(reached) == 2


# --- The page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.COUNSELOR, Role.SCHOOL_ADMINISTRATOR, Role.LIAISON])
def test_nobody_but_its_author_reads_its_words(district, who, role):
    tie = GuardianshipFactory(student=district.ana, guardian__last_name="Secretson")
    held = wrong(who, district.ana, speaker="adult", guardian=tie.guardian, barriers=["B16"])
    withdraw(who, held)
    answer = sign_in(hire(role, district.oak)).get(address(held))
    page = words(answer)
    assert "Interview withdrawn" in page
    assert "It is about another student." in page
    for said in ("My secret", "Secretson", "Substances", "Withdraw it"):
        assert said not in page
    mine = words(sign_in(who).get(address(held)))
    assert "My secret" in mine
    assert "counts for nothing" in mine
    assert "Withdraw it" not in mine


def test_it_is_withdrawn_on_its_page_with_a_reason(district, who):
    held = wrong(who, district.ana)
    client = sign_in(who)
    assert "That cannot be undone" in words(client.get(address(held)))
    there = reverse("plans:withdraw", args=[held.pk])
    empty = client.post(there, {})
    assert (empty.status_code, "Choose why." in words(empty)) == (422, True)
    answer = client.post(there, {"reason": "not_so"})
    assert answer.headers["Location"] == address(held)
    assert InterviewWithdrawal.objects.get().reason == "not_so"


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.COUNSELOR, True), (Role.SCHOOL_ADMINISTRATOR, True), (Role.LIAISON, False)],
)
def test_who_manages_the_case_may_and_who_only_writes_notes_may_not(district, who, role, may):
    held = wrong(who, district.ana)
    client = sign_in(hire(role, district.oak))
    assert ("Withdraw it" in words(client.get(address(held)))) == may
    answer = client.post(reverse("plans:withdraw", args=[held.pk]), {"reason": "twice"})
    assert answer.status_code == (302 if may else 403)
    assert InterviewWithdrawal.objects.exists() == may


def test_what_lies_out_of_reach_is_not_withdrawn(district, who):
    held = wrong(who, district.dov)
    client = sign_in(hire(Role.COUNSELOR, district.oak))
    answer = client.post(reverse("plans:withdraw", args=[held.pk]), {"reason": "twice"})
    assert answer.status_code == 404
    assert not InterviewWithdrawal.objects.exists()
