"""Who reaches whom: scope and permission must come from one grant in force on the day."""

from datetime import timedelta

import pytest

from accounts.access import (
    bounds_of,
    covers,
    may,
    permissions_on,
    reach_of,
    schools_for,
    students_for,
    why,
)
from accounts.choices import Permission, Role, Scope
from core.sql import fragment
from students.models import School, Student
from tests.factories import TODAY, EnrollmentFactory, GrantFactory, StudentFactory, UserFactory
from tests.world import hire

DAY = timedelta(days=1)
READ = Permission.ATTENDANCE_READ
FILE = Permission.REPORT_FILE


def names(students):
    return sorted(students.values_list("first_name", flat=True))


@pytest.mark.parametrize(
    ("role", "place", "reached"),
    [
        (Role.DIRECTOR, None, ["Ana", "Ben", "Cleo", "Dov", "Eve", "Finn"]),
        (Role.FIELD_COORDINATOR, "north", ["Ana", "Ben", "Cleo", "Eve"]),
        (Role.COUNSELOR, "oak", ["Ana", "Ben", "Eve"]),  # Eve left ten days ago
        (Role.COUNSELOR, "pine", ["Dov", "Eve"]),
        (Role.COUNSELOR, "finn", ["Finn"]),
        (Role.PANEL_MEMBER, "oak", []),
        (Role.SYSTEM_ADMINISTRATOR, None, []),
        (Role.PRIVACY_OFFICER, None, []),
    ],
)
def test_a_grant_reaches_its_scope(district, role, place, reached):
    user = hire(role, place and getattr(district, place))
    assert names(students_for(user, READ, on=TODAY)) == reached


def test_without_a_grant_nobody_is_reached(district):
    user = UserFactory()
    assert names(students_for(user, READ, on=TODAY)) == []
    assert not schools_for(user, READ, on=TODAY).exists()
    assert not may(user, READ, on=TODAY)
    assert why(user, district.ana, READ, on=TODAY) == []


def test_what_grants_cover_between_them(district):
    user = hire(Role.COUNSELOR, district.oak)
    hire(Role.COUNSELOR, district.ana, to=user)
    hire(Role.COUNSELOR, district.oak, to=user)
    hire(Role.DIRECTOR, to=user)
    reach = reach_of(user, on=TODAY)
    assert reach.roles == {Role.COUNSELOR, Role.DIRECTOR}
    read, noted = reach.scopes(READ), reach.scopes(Permission.NOTE_WRITE)
    assert (read.district, noted.district) == (True, False)
    assert (noted.schools, noted.students) == ([district.oak.pk], [district.ana.pk])
    assert reach.scopes(Permission.POLICY_SET).schools == []
    # Asked again, it is the answer that was worked out before.
    assert reach.scopes(READ) is read
    assert reach.carrying(READ) is reach.carrying(READ)


def test_a_region_and_a_school_elsewhere_unite(district):
    user = hire(Role.COUNSELOR, district.north)
    hire(Role.COUNSELOR, district.pine, to=user)
    assert names(students_for(user, READ, on=TODAY)) == ["Ana", "Ben", "Cleo", "Dov", "Eve"]
    assert set(schools_for(user, READ, on=TODAY)) == {district.oak, district.elm, district.pine}


def test_grants_unite_and_a_student_comes_once(district):
    user = hire(Role.COUNSELOR, district.oak)
    for place in ("elm", "ana", "finn"):
        target = getattr(district, place)
        scope = Scope.SCHOOL if place == "elm" else Scope.STUDENT
        GrantFactory(to=user, scope=scope, **{str(scope): target})
    EnrollmentFactory(student=district.ana, school=district.elm)
    reached = students_for(user, READ, on=TODAY)
    assert names(reached) == ["Ana", "Ben", "Cleo", "Eve", "Finn"]
    assert reached.count() == 5


def test_permissions_do_not_unite_across_grants(district):
    """Clerk of Oak and counselor of Pine: no population of an Oak student."""
    user = hire(Role.CLERK, district.oak)
    pine = GrantFactory(to=user, scope=Scope.SCHOOL, school=district.pine)
    assert names(students_for(user, Permission.POPULATION_READ, on=TODAY)) == ["Dov", "Eve"]
    assert Permission.POPULATION_READ not in permissions_on(user, district.ana, on=TODAY)
    assert why(user, district.dov, Permission.POPULATION_READ, on=TODAY) == [pine.pk]


@pytest.mark.parametrize(
    ("starts", "ends", "open_"),
    [
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY + DAY, TODAY + DAY, False),
    ],
)
def test_a_grant_holds_from_its_first_to_its_last_day(district, starts, ends, open_):
    user = hire(Role.COUNSELOR, district.oak, starts=starts, ends=ends)
    assert students_for(user, READ, on=TODAY).exists() is open_
    assert may(user, READ, on=TODAY) is open_


@pytest.mark.parametrize(
    ("entry", "exit_", "read", "file"),
    [
        (TODAY, None, True, True),
        (TODAY + DAY, None, False, False),
        (TODAY - 90 * DAY, TODAY, True, True),
        (TODAY - 90 * DAY, TODAY - DAY, True, False),  # gone: read only
        (TODAY - 90 * DAY, TODAY - 30 * DAY, True, False),
        (TODAY - 90 * DAY, TODAY - 31 * DAY, False, False),
    ],
)
def test_a_school_keeps_reading_for_thirty_days(district, entry, exit_, read, file):
    user = hire(Role.COUNSELOR, district.oak)
    student = StudentFactory()
    EnrollmentFactory(student=student, school=district.oak, entry_date=entry, exit_date=exit_)
    for permission, expected in ((READ, read), (FILE, file)):
        assert students_for(user, permission, on=TODAY).contains(student) is expected
        assert bool(why(user, student, permission, on=TODAY)) is expected
        assert (student in written_out(reach_of(user, on=TODAY), permission)) is expected


def test_who_moved_within_a_region_is_written_about_by_whoever_has_both_schools(district):
    EnrollmentFactory(student=district.eve, school=district.elm, entry_date=TODAY)
    north, oak = hire(Role.FIELD_COORDINATOR, district.north), hire(Role.COUNSELOR, district.oak)
    for user, writes in ((north, True), (oak, False)):
        assert students_for(user, FILE, on=TODAY).contains(district.eve) is writes
        assert (FILE in permissions_on(user, district.eve, on=TODAY)) is writes
        assert READ in permissions_on(user, district.eve, on=TODAY)


def test_a_deactivated_person_reaches_nobody(district):
    user = hire(Role.DIRECTOR)
    user.is_active = False
    assert not students_for(user, READ, on=TODAY).exists()
    assert not may(user, READ, on=TODAY)


def test_schools(district):
    user = hire(Role.FIELD_COORDINATOR, district.north)
    GrantFactory(to=user, scope=Scope.SCHOOL, school=district.pine, role=Role.CLERK)
    GrantFactory(to=user, scope=Scope.STUDENT, student=district.finn)
    assert set(schools_for(user, READ, on=TODAY)) == {district.oak, district.elm, district.pine}
    assert set(schools_for(user, FILE, on=TODAY)) == {district.oak, district.elm}
    reach = reach_of(user, on=TODAY)
    for permission in (READ, FILE):
        covered = {school for school in School.objects.all() if covers(reach, permission, school)}
        assert covered == set(schools_for(reach, permission, on=TODAY))


def test_one_statement_given_a_reach(district, django_assert_num_queries):
    user = hire(Role.COUNSELOR, district.oak)
    GrantFactory(to=user, scope=Scope.STUDENT, student=district.finn)
    reach = reach_of(user, on=TODAY)
    with django_assert_num_queries(1):
        assert len(students_for(reach, READ, on=TODAY)) == 4
    with django_assert_num_queries(1):
        why(reach, district.ana, READ, on=TODAY)


def written_out(reach, permission):
    """The students within reach by the condition for statements that are written out."""
    text = "SELECT * FROM students_student s WHERE " + fragment("students", "reached", "s.id")  # noqa: S608 - our own text
    return set(Student.objects.raw(text, bounds_of(reach, permission, on=TODAY)))


@pytest.mark.parametrize("tail", [0, 30])
def test_the_queryset_and_the_reasons_agree(district, settings, tail):
    """Three ways to one answer, for every role, place and permission of the small district."""
    settings.ACCESS_TAIL_DAYS = tail
    everybody = list(Student.objects.all())
    places = [None, district.north, district.south, district.oak, district.pine, district.finn]
    for role in Role:
        for place in places:
            user = hire(role, place)
            reach = reach_of(user, on=TODAY)
            permitted = {s.pk: permissions_on(reach, s, on=TODAY) for s in everybody}
            for permission in Permission:
                by_rows = set(students_for(reach, permission, on=TODAY))
                assert by_rows == {s for s in everybody if permission in permitted[s.pk]}
                assert by_rows == written_out(reach, permission)
                assert by_rows == {s for s in everybody if why(reach, s, permission, on=TODAY)}
