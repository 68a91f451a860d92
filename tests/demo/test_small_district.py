"""A district of another size, seed and day than the large one: in order, and its people in place."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.access import students_for
from accounts.choices import Permission, Role, Scope
from accounts.models import Grant, User
from cases.models import Case
from core import sql
from demo import casework, enrollments, families, hearings, places, staff
from demo.management.commands import demo_people
from psa.integrity import problems
from students.models import Enrollment, Guardian, Region, School, SchoolDay, Student
from students.rules import first_day_of, last_day_of
from tests.demo.conftest import SMALL, SUNDAY
from tests.demo.hangs_together import HEARINGS, NOTES
from tests.demo.in_order import WORK
from tests.demo.people_in_order import PEOPLE

pytestmark = pytest.mark.usefixtures("small")
IN_ORDER = {**WORK, **PEOPLE}


@pytest.mark.parametrize("what", IN_ORDER)
def test_what_is_made_is_in_order(what):
    assert sql.value(IN_ORDER[what], {"today": SUNDAY}) in (0, None)


@pytest.mark.parametrize(
    "what",
    [
        "a note about nobody",
        "a note of another student's case",
        "an adult of another child on a note",
        "a person reached by what reaches nobody",
        "a text with a blank in it",
        "a referral returned without a word",
        "two cases in one place or at one time of a day",
        "a case on a calendar that the chair did not take",
    ],
)
def test_what_hangs_together_on_any_day(what):
    assert sql.value({**NOTES, **HEARINGS}[what]) == 0


# --- Who works where, and reaches whom ----------------------------------------------------


def somebody(role: Role) -> User:
    return User.objects.get(email=staff.email_of(role))


def reached(user: User, permission: str = Permission.STUDENT_FIND) -> set[int]:
    found = students_for(user.actor, permission, on=SUNDAY)
    return set(found.values_list("pk", flat=True))


def enrolled(**where: object) -> set[int]:
    there = Enrollment.objects.filter(entry_date__lte=SUNDAY, **where)
    now = there.filter(exit_date=None) | there.filter(exit_date__gte=SUNDAY)
    return set(now.values_list("student", flat=True))


def test_every_school_has_a_clerk_and_an_administrator_and_every_region_a_coordinator():
    posts = Grant.objects.filter(source="demonstration")
    for role in (Role.CLERK, Role.SCHOOL_ADMINISTRATOR):
        assert set(posts.filter(role=role).values_list("school", flat=True)) == set(
            School.objects.values_list("pk", flat=True)
        )
    coordinated = posts.filter(role=Role.FIELD_COORDINATOR).values_list("region", flat=True)
    assert set(coordinated) == set(Region.objects.values_list("pk", flat=True))


def test_a_school_is_of_one_region_and_every_region_has_schools():
    found = Counter(School.objects.values_list("region", flat=True))
    assert set(found) == set(Region.objects.values_list("pk", flat=True))
    assert len(found) == 2


@pytest.mark.parametrize("role", [Role.CLERK, Role.SCHOOL_ADMINISTRATOR])
def test_who_works_at_a_school_reaches_its_students_and_nobody_else(role):
    user = somebody(role)
    school = Grant.objects.get(principal=user.actor.key).school
    assert school.level == "high"
    assert enrolled(school=school) <= reached(user)
    left = reached(user) - enrolled(school=school)
    assert left <= set(Enrollment.objects.filter(school=school).values_list("student", flat=True))


def test_the_counselor_works_at_a_high_and_a_middle_school():
    posts = Grant.objects.of(somebody(Role.COUNSELOR).actor).filter(scope=Scope.SCHOOL)
    assert [post.school.level for post in posts.order_by("pk")] == ["high", "middle"]
    mine = enrolled(school__in=[post.school_id for post in posts])
    assert mine <= reached(somebody(Role.COUNSELOR), Permission.CASE_MANAGE)


def test_a_coordinator_reaches_the_students_of_one_region():
    user = somebody(Role.FIELD_COORDINATOR)
    region = Grant.objects.get(principal=user.actor.key).region
    assert enrolled(school__region=region) <= reached(user)
    ever = Enrollment.objects.filter(school__region=region)
    assert reached(user) <= set(ever.values_list("student", flat=True))


def test_a_panel_member_is_of_one_student_and_the_director_reaches_everybody():
    [seat] = Grant.objects.of(somebody(Role.PANEL_MEMBER).actor)
    assert (seat.scope, seat.student) == (Scope.STUDENT, Student.objects.order_by("pk")[0])
    assert reached(somebody(Role.DIRECTOR)) == set(Student.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("role", [Role.CLERK, Role.INTERN, Role.AUDITOR, Role.DIRECTOR])
def test_who_does_no_casework_may_manage_no_case(role):
    assert reached(somebody(role), Permission.CASE_MANAGE) == set()


def test_a_counselor_has_at_most_two_schools_and_posts_are_for_the_school_year():
    posts = Grant.objects.filter(source="demonstration")
    for n in Counter(posts.filter(role=Role.COUNSELOR).values_list("person", flat=True)).values():
        assert 1 <= n <= 2
    year = (first_day_of(2026), last_day_of(2026))
    left = (year[0], SUNDAY - timedelta(days=9))
    assert set(posts.values_list("starts", "ends")) == {year, left}
    [gone] = set(posts.filter(ends=left[1]).values_list("person", flat=True))
    assert not Case.objects.filter(owner=gone).exists()
    assert reached(User.objects.get(pk=gone)) == set()


def test_with_more_students_there_are_more_counselors_and_the_second_has_left():
    def counselors(students: int) -> list[staff.Post]:
        return [post for post in staff._colleagues(students) if post.role == Role.COUNSELOR]

    assert {post.email for post in counselors(599)} == {post.email for post in counselors(1199)}
    many = counselors(3 * staff.STUDENTS_PER_COUNSELOR)
    emails = list(dict.fromkeys(post.email for post in many))
    assert len(emails) == 3
    assert {post.email for post in many if post.is_over} == {emails[1]}
    assert len({post.school for post in many}) == 6
    assert len({post.email for post in staff._colleagues(3600)}) == 6 * 2 + 6 + 2


def test_nobody_has_two_names_and_who_is_told_is_nobody_else():
    users = User.objects.all()
    told = [staff.email_of(role) for role in Role]
    assert users.filter(email__in=told).count() == len(Role)
    assert all(
        email.endswith(f"@{staff.DOMAIN}") for email in users.values_list("email", flat=True)
    )
    assert {user.date_joined.date() for user in users} == {first_day_of(2026)}


# --- Who there is -------------------------------------------------------------------------


def test_all_kinds_of_household_are_there_with_the_languages_of_the_district():
    languages = set(Guardian.objects.values_list("language", flat=True))
    assert languages <= {row[3] for row in families.COMMUNITIES}
    assert {"es", "en"} < languages
    spanish = Guardian.objects.filter(language="es")
    assert 0.2 < spanish.count() / Guardian.objects.count() < 0.6
    asked = spanish.filter(interpreter=True).count() / spanish.count()
    assert 0.3 < asked < 0.6
    assert 0 < Student.objects.filter(home_language="").count() < 0.03 * SMALL.students


def test_few_move_come_late_or_leave_and_everybody_was_somewhere():
    spells = Counter(Enrollment.objects.values_list("student", flat=True))
    assert len(spells) == SMALL.students
    most = (enrollments.MOVE + enrollments.LATE + enrollments.LEAVE) / 1000
    special = Enrollment.objects.exclude(entry_type="", exit_type="")
    moved = set(special.values_list("student", flat=True))
    assert 0 < len(moved) < 1.3 * most * SMALL.students


def test_a_school_year_of_each_school_is_whole_and_its_own():
    for school in School.objects.all():
        days = SchoolDay.objects.filter(school=school, is_school_day=True)
        assert days.count() in (180, 179)
    numbers = [plan.calendar for plan in places.planned(SMALL.schools)]
    closed = SchoolDay.objects.filter(note__contains="building closed")
    assert closed.count() == sum(number > 0 for number in numbers)


def test_a_case_for_about_ten_students_and_ten_hearings_to_come():
    opened = sql.value("SELECT count(*) FROM cases_case")
    assert 0 < opened <= round(SMALL.students / casework.STUDENTS_PER_CASE)
    places_taken = sql.column(
        "SELECT count(*) FROM sarb_docketplace p JOIN sarb_docket d ON d.id = p.docket_id"
        " GROUP BY d.id ORDER BY d.date DESC"
    )
    assert places_taken[0] == hearings.CASES_A_DAY


def test_all_that_agrees_with_its_sources_does_before_anything_is_judged():
    assert {problem.name for problem in problems()} == {"summaries of cases"}


def test_lately_many_absences_have_no_reason_yet_and_later_few():
    shares = sql.column(
        "SELECT avg((c.code = 'A')::integer) FROM attendance_mark m"
        " JOIN attendance_attendancecode c ON c.id = m.code_id"
        " WHERE c.kind = 'absent' AND m.date < %(today)s"
        " GROUP BY m.date > %(today)s::date - 8 ORDER BY m.date > %(today)s::date - 8",
        {"today": SUNDAY},
    )
    before, lately = shares
    assert 0.4 < lately > 2 * before


def test_who_has_grades_is_older_and_a_student_has_each_course_once():
    courses = sql.column(
        "SELECT count(*) FROM students_schoolrecord WHERE kind = 'grade' GROUP BY student_id"
    )
    assert set(courses) == {6}
    older = Enrollment.objects.exclude(school__level="elementary").values("student")
    assert len(courses) < 0.3 * older.distinct().count()


# --- What is told -------------------------------------------------------------------------


def test_people_are_told_with_their_scope_one_a_line(small, settings):
    settings.DEMO_PASSWORD = "everybody may know it"
    out, err = StringIO(), StringIO()
    call_command("demo_people", stdout=out, stderr=err)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(Role)
    assert err.getvalue() == ""
    for line, role in zip(lines, Role, strict=True):
        assert staff.email_of(role) in line
        assert "everybody may know it" in line
    assert "District" in next(line for line in lines if "director@" in line)


@pytest.mark.parametrize(
    ("password", "complaint"),
    [("", demo_people.UNSET), ("another one, set later", demo_people.OTHER)],
)
def test_a_password_that_does_not_open_is_not_told(small, settings, password, complaint):
    settings.DEMO_PASSWORD = password
    out, err = StringIO(), StringIO()
    call_command("demo_people", stdout=out, stderr=err)
    assert err.getvalue().strip() == complaint
    assert "PSA_DEMO_PASSWORD" in complaint
    assert "another one" not in out.getvalue()
