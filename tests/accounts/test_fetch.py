"""One door to rows, for people, seats and jobs: not theirs 404, not allowed 403, read and logged."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.test import RequestFactory

from accounts.access import (
    StaffRequest,
    fetch,
    fetch_all,
    permissions_on,
    reach_of,
    students_for,
    within_reach,
)
from accounts.access.fetch import path_to_student
from accounts.choices import Permission, Role, Scope
from accounts.models import Grant
from audit.choices import Access, ActorKind
from audit.models import AccessEvent
from audit.rules import Act, Actor
from cases.models import Case
from contacts.models import Note
from core.keys import LARGEST_KEY
from psa.middleware import write_log
from sis.models import ImportRun
from students.models import School, Student
from tests.factories import (
    TODAY,
    CaseFactory,
    GrantFactory,
    ImportRunFactory,
    NoteFactory,
    StudentFactory,
    act,
)
from tests.world import hire, move

READ = Permission.ATTENDANCE_READ
CASES = Permission.CASE_READ
SEAT = Actor(ActorKind.SEAT, "4", "Ms. Rivera")
JOB = Actor(ActorKind.JOB, "export", "export")


def asked(who: Actor) -> StaffRequest:
    """A request of an actor, as the middleware makes one of a member of staff."""
    request = RequestFactory().get("/")
    request.scope, request.seen, request.resolver_match = reach_of(who, on=TODAY), [], None
    request.request_id = "request-1"
    request.act = Act(who, act().at, TODAY, "request-1")
    return request


def logged(*requests) -> list[tuple[str, str, list[int], str]]:
    """What the log says after the requests: who, what, of whom and under which request."""
    for request in requests:
        write_log(request)
    events = AccessEvent.objects.order_by("pk")
    return [
        (f"{e.actor_kind}:{e.actor_id}", e.access, e.student_ids, e.request_id) for e in events
    ]


def test_a_seat_reaches_the_student_of_its_grant_and_nobody_else(district):
    GrantFactory(principal="seat:4", role=Role.INTERN, scope=Scope.STUDENT, student=district.ana)
    request = asked(SEAT)
    assert fetch(request, Student, READ, district.ana.pk) == district.ana
    refused = asked(SEAT)
    with pytest.raises(Http404):
        fetch(refused, Student, READ, district.ben.pk)
    assert logged(request, refused) == [
        ("seat:4", Access.READ, [district.ana.pk], "request-1"),
        ("seat:4", Access.REFUSED, [district.ben.pk], "request-1"),
    ]
    assert {e.actor_name for e in AccessEvent.objects.all()} == {"Ms. Rivera"}


def test_a_job_with_the_district_reaches_everybody_by_its_permissions(district):
    GrantFactory(principal="job:export", role=Role.AUDITOR)
    case = CaseFactory(student=district.dov)
    request = asked(JOB)
    assert students_for(JOB, READ, on=TODAY).count() == 6
    assert fetch(request, Case, CASES, case.pk) == case
    refused = asked(JOB)
    with pytest.raises(PermissionDenied):
        fetch(refused, Case, Permission.CASE_MANAGE, case.pk)
    assert logged(request, refused) == [
        ("job:export", Access.READ, [district.dov.pk], "request-1"),
        ("job:export", Access.REFUSED, [], "request-1"),
    ]


@pytest.mark.parametrize("who", [SEAT, JOB, Actor(ActorKind.USER, "987654321", "Nobody")])
def test_without_a_grant_every_door_is_shut(district, who):
    with pytest.raises(PermissionDenied):
        fetch(asked(who), Student, READ, district.ana.pk)


def test_an_actor_whose_account_is_closed_has_no_grants(district):
    user = hire(Role.DIRECTOR)
    assert reach_of(user.actor, on=TODAY).grants
    user.is_active = False
    user.save()
    assert not reach_of(user.actor, on=TODAY).grants


def test_a_row_comes_with_its_student_and_what_opens_them_in_two_statements(
    district, django_assert_num_queries
):
    user = hire(Role.COUNSELOR, district.oak)
    case = CaseFactory(student=district.ana, owner=user)
    request = asked(user.actor)
    with django_assert_num_queries(2):
        found = fetch(request, Case, CASES, case.pk, related=["student", "owner"])
        assert (found.student, found.owner) == (district.ana, user)
        assert [way.role for way in request.scope.opened[district.ana.pk]] == ["counselor"]
    [seen] = request.seen
    assert (seen.student_ids, seen.grants) == ([district.ana.pk], [request.scope.grants[0].pk])


def test_the_log_names_the_grants_that_carry_the_permission_alone(district):
    user = hire(Role.CLERK, district.oak)
    hire(Role.COUNSELOR, district.oak, to=user)
    hire(Role.COUNSELOR, district.pine, to=user)
    opening = Grant.objects.get(principal=user.actor.key, school=district.oak, role=Role.COUNSELOR)
    request = asked(user.actor)
    fetch(request, Case, CASES, CaseFactory(student=district.ana).pk)
    assert [seen.grants for seen in request.seen] == [[opening.pk]]


def test_out_of_reach_is_as_never_there(district):
    theirs = CaseFactory(student=district.dov)
    request = asked(hire(Role.COUNSELOR, district.oak).actor)
    for key in (theirs.pk, 987654321, 0, LARGEST_KEY + 1):
        with pytest.raises(Http404):
            fetch(request, Case, CASES, key)
    assert [seen.access for seen in request.seen] == [Access.REFUSED] * 4


def test_schools_come_by_the_grants_over_them(district):
    request = asked(hire(Role.FIELD_COORDINATOR, district.north).actor)
    assert fetch(request, School, READ, district.oak.pk) == district.oak
    with pytest.raises(Http404):
        fetch(request, School, READ, district.pine.pk)
    assert [seen.access for seen in request.seen] == [Access.REFUSED]


def test_a_model_about_no_student_is_open_to_whoever_has_the_permission(db):
    run = ImportRunFactory()
    request = asked(hire(Role.DIRECTOR).actor)
    assert path_to_student(ImportRun) is None
    assert fetch(request, ImportRun, Permission.IMPORT_READ, run.pk) == run
    assert request.seen == []


def test_all_of_several_or_none(district):
    request = asked(hire(Role.COUNSELOR, district.oak).actor)
    mine = [district.ben.pk, district.ana.pk]
    assert fetch_all(request, Student, READ, mine) == [district.ana, district.ben]
    assert request.seen[0].student_ids == [district.ana.pk, district.ben.pk]
    with pytest.raises(Http404):
        fetch_all(request, Student, READ, [*mine, district.dov.pk])
    [seen] = request.seen
    assert (seen.access, seen.student_ids) == (Access.REFUSED, [district.dov.pk])


def test_none_and_more_than_may_be_asked_for_at_once_are_refused_unread(
    district, django_assert_num_queries
):
    mine = [district.ben.pk, district.ana.pk]
    request = asked(hire(Role.COUNSELOR, district.oak).actor)
    assert len(fetch_all(request, Student, READ, mine, most=2)) == 2
    for keys, said in (([], "0 asked for at once, of at most 1"), (mine, "2 asked for at once")):
        request = asked(request.act.actor)
        with django_assert_num_queries(0), pytest.raises(Http404):
            fetch_all(request, Student, READ, keys, most=1)
        [seen] = request.seen
        assert (seen.access, seen.student_ids) == (Access.REFUSED, [])
        assert seen.reason.startswith(said)


def test_what_was_fetched_before_a_refusal_was_not_read(district):
    request = asked(hire(Role.COUNSELOR, district.oak).actor)
    fetch(request, Student, READ, district.ana.pk)
    with pytest.raises(Http404):
        fetch(request, Student, READ, district.dov.pk)
    assert logged(request) == [
        (request.act.actor.key, Access.REFUSED, [district.dov.pk], "request-1")
    ]


def test_of_the_students_of_a_note_those_within_reach(district):
    note = NoteFactory(about_student=district.ana)
    note.about.create(student=district.dov)
    request = asked(hire(Role.COUNSELOR, district.oak).actor)
    assert within_reach(request, CASES, note.students.all()) == [district.ana]
    assert request.seen[0].student_ids == [district.ana.pk]


def test_a_row_about_several_is_open_to_whoever_reaches_one_of_them(district):
    note = NoteFactory(about_student=district.ana)
    note.about.create(student=district.ben)
    theirs = NoteFactory(about_student=district.dov)
    request = asked(hire(Role.COUNSELOR, district.oak).actor)
    assert fetch(request, Note, CASES, note.pk) == note
    assert request.seen == []  # the page logs whom of them it shows
    with pytest.raises(Http404):
        fetch(request, Note, CASES, theirs.pk)


@pytest.mark.parametrize("rows", [Student, Case])
@pytest.mark.parametrize(("days_ago", "writes"), [(-1, True), (0, True), (1, False), (30, False)])
def test_who_leaves_is_written_about_to_the_last_day_and_read_of_after_it(
    district, rows, days_ago, writes
):
    last = TODAY - timedelta(days=days_ago)
    district.ana.enrollments.update(exit_date=last)
    key = CaseFactory(student=district.ana).pk if rows is Case else district.ana.pk
    request = asked(hire(Role.COUNSELOR, district.oak).actor)
    fetch(request, rows, READ, key)
    may = permissions_on(request.scope, district.ana, on=TODAY)
    assert Permission.CONTACT_READ in may
    assert (Permission.NOTE_WRITE in may) is writes


def test_rows_may_be_narrowed_by_the_room(district):
    def closed_for(who, permission, *, on) -> QuerySet[Case]:
        reached = students_for(who, permission, on=on)
        return Case.objects.filter(student__in=reached).exclude(closed_on=None)

    case = CaseFactory(student=district.ana)
    with pytest.raises(Http404):
        fetch(asked(hire(Role.DIRECTOR).actor), closed_for, CASES, case.pk)


@pytest.mark.parametrize(
    ("permission", "days", "opened"),
    [
        (READ, 0, True),
        (READ, 30, True),  # the last day of the tail
        (READ, 31, False),
        (Permission.NOTE_WRITE, 0, True),  # the last day enrolled
        (Permission.NOTE_WRITE, 1, False),
    ],
)
def test_who_left_is_opened_to_the_last_day_by_the_grant_of_that_school(
    district, permission, days, opened
):
    student, who = StudentFactory(), hire(Role.COUNSELOR, district.oak)
    move(student, district.oak, days_ago=days)
    hire(Role.COUNSELOR, district.pine, to=who)
    request = asked(who.actor)
    if opened:
        assert fetch(request, Student, permission, student.pk) == student
        write_log(request)
        grant = Grant.objects.get(person=who.pk, school=district.oak)
        assert AccessEvent.objects.get().grants == [grant.pk]
    else:
        with pytest.raises(Http404):
            fetch(request, Student, permission, student.pk)
