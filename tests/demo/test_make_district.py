"""The made-up district is whole, lifelike and lawful. Most tests read one of 5,000 students."""

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.models import Count, Max, Min
from django.test import override_settings

from accounts.choices import GrantSource, Role, Scope
from accounts.models import Grant, User
from attendance.actions.assess import assess
from attendance.models import ProcessStep
from audit.choices import ActorKind
from audit.rules import Actor
from cases.models import Case
from contacts.choices import NoteKind
from contacts.models import Note
from core import sql
from core.commands import Refused
from demo import district, staff
from demo.letters import MAILED, PRINTED
from letters.choices import EventKind, Stage
from letters.models import LetterEvent, LetterTemplate, Notice
from letters.queries.wordings import proposed_wordings
from psa.integrity import problems
from students.choices import PopulationKind, Relation
from students.models import Guardian
from students.rules import phone_key
from tasks.choices import TaskState
from tasks.models import Task
from tests.conftest import connect_as, reset_as_owner
from tests.demo.expectations import NEVER, SOMEWHERE
from tests.demo.hangs_together import NEVER_EITHER, SOMEWHERE_TOO
from tests.demo.in_order import WORK
from tests.demo.people_in_order import PEOPLE
from tests.factories import act

TODAY = date(2026, 11, 22)
PASSWORD = "everybody may know this one"
PLAN = district.DistrictPlan(students=5000, schools=12, seed=1, school_year=2026, today=TODAY)
COMMAND = Actor(kind=ActorKind.COMMAND, id="test", name="test")


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[district.Made]:
    """A committed district of 5,000, assessed, for all tests of this file."""
    with django_db_blocker.unblock(), override_settings(DEMO_PASSWORD=PASSWORD):
        connect_as("worker")
        made = district.make(PLAN, say=lambda _: None)
        assess(act())
        connections["default"].close()
    yield made
    with django_db_blocker.unblock():
        connections["default"].close()
        reset_as_owner()
        connect_as("app")


@pytest.fixture
def made(kept: district.Made, worker_db: None) -> district.Made:
    return kept


def rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def one(query: str) -> Any:
    return rows(query)[0][0]


def test_it_has_what_was_asked_for(made):
    assert (made.students, made.schools) == (5000, 12)
    assert one("SELECT count(*) FROM students_student") == 5000
    assert one("SELECT count(*) FROM students_school") == 12
    assert one("SELECT count(*) FROM attendance_mark") == made.marks
    assert one("SELECT count(*) FROM accounts_user") == made.staff


def test_about_twelve_marks_for_each_student(made):
    assert 11 < made.marks / made.students < 13


def test_nothing_is_left_in_staging(made):
    assert one("SELECT count(*) FROM pg_tables WHERE schemaname = 'staging'") == 0


def test_a_filled_database_is_refused(made):
    with pytest.raises(Refused, match="Use an empty database") as refused:
        call_command("make_district", students=10, stdout=StringIO())
    assert refused.value.returncode == 3
    assert one("SELECT count(*) FROM students_student") == 5000


@pytest.mark.parametrize("what", NEVER)
def test_there_is_never(made, what):
    assert one(NEVER[what]) == 0


@pytest.mark.parametrize("what", NEVER_EITHER)
def test_what_is_done_hangs_together(made, what):
    assert one(NEVER_EITHER[what]) == 0


@pytest.mark.parametrize("what", [*WORK, *PEOPLE])
def test_what_is_made_is_in_order(made, what):
    assert sql.value({**WORK, **PEOPLE}[what], {"today": TODAY}) in (0, None)


def test_telephones_are_found_as_those_that_an_import_wrote(made):
    """The district's own statements say again what keys are made of."""
    for adult in Guardian.objects.all():
        keys = [phone_key(number) for number in (adult.phone, adult.phone2) if number]
        assert adult.phone_key == " ".join(keys)


@pytest.mark.parametrize("what", [*SOMEWHERE, *SOMEWHERE_TOO])
def test_there_is_somewhere(made, what):
    assert one(f"SELECT EXISTS ({ {**SOMEWHERE, **SOMEWHERE_TOO}[what] })")


def test_every_relation_and_population_is_there(made):
    relations = {relation for (relation,) in rows("SELECT relation FROM students_guardianship")}
    kinds = {kind for (kind,) in rows("SELECT kind FROM students_population")}
    assert relations == set(Relation.values)
    assert kinds == set(PopulationKind.values)


def test_every_kind_of_mark_is_there(made):
    used = {
        code
        for (code,) in rows(
            "SELECT code FROM attendance_attendancecode c"
            " WHERE EXISTS (SELECT FROM attendance_mark m WHERE m.code_id = c.id)"
        )
    }
    assert used == {
        *("P", "A", "I", "M", "E", "U", "T", "T30", "TE", "L", "LE", "S", "ISS", "IC", "II")
    }


def test_the_funnel_narrows_as_in_life(made):
    shares = dict(
        rows("SELECT status, count(*) / 5000.0 FROM attendance_standing GROUP BY status")
    )
    counted = "SELECT avg((counted_days >= 3)::integer) FROM attendance_standing"
    chronic = "SELECT avg(chronic_absentee::integer) FROM attendance_standing"
    absent = "SELECT sum(days_absent)::float / sum(days_enrolled) FROM attendance_standing"
    assert 0.10 <= one(counted) <= 0.16
    assert 0.09 <= one(chronic) <= 0.15
    assert 0.03 <= one(absent) <= 0.07
    assert shares["none"] > shares["watch"] > shares["truant"] > shares["truant_repeat"] > 0.005
    assert shares["habitual_eligible"] > 0
    assert shares["habitual"] > 0


def test_more_are_absent_on_mondays_and_fridays(made):
    by_weekday = dict(
        rows(
            "SELECT extract(isodow FROM d.date)::integer, count(m) / count(DISTINCT d.date)"
            " FROM students_schoolday d JOIN attendance_dayoutcome m USING (school_id, date)"
            " WHERE outcome = 'absent' GROUP BY 1"
        )
    )
    assert min(by_weekday[1], by_weekday[5]) > max(by_weekday[2], by_weekday[3], by_weekday[4])


def test_a_school_has_a_level_its_students_fit(made):
    grades = dict(
        rows(
            "SELECT s.level, array_agg(DISTINCT e.grade) FROM students_enrollment e"
            " JOIN students_school s ON s.id = e.school_id GROUP BY 1"
        )
    )
    assert set(grades["elementary"]) == {"TK", "K", "1", "2", "3", "4", "5"}
    assert set(grades["middle"]) == {"6", "7", "8"}
    assert set(grades["high"]) == {"9", "10", "11", "12"}


@pytest.mark.parametrize("role", [*Role])
def test_a_person_of_each_role_can_sign_in(made, role):
    user = User.objects.get(email=staff.email_of(role))
    grants = Grant.objects.of(user.actor).in_force(TODAY)
    assert user.is_active
    assert user.check_password(PASSWORD)
    assert {grant.role for grant in grants} == {role}


@pytest.mark.parametrize(
    ("role", "scopes"),
    [
        (Role.COUNSELOR, [Scope.SCHOOL, Scope.SCHOOL]),
        (Role.CLERK, [Scope.SCHOOL]),
        (Role.FIELD_COORDINATOR, [Scope.REGION]),
        (Role.DIRECTOR, [Scope.DISTRICT]),
        (Role.PANEL_MEMBER, [Scope.STUDENT]),
    ],
)
def test_scope_of_a_role(made, role, scopes):
    posts = Grant.objects.filter(source=GrantSource.DEMONSTRATION)
    grants = posts.filter(person=User.objects.get(email=staff.email_of(role)).pk)
    assert [grant.scope for grant in grants] == scopes


def test_the_others_cannot_sign_in(made):
    told = [staff.email_of(role) for role in Role]
    assert not any(user.has_usable_password() for user in User.objects.exclude(email__in=told))


def demo_people(password: str) -> tuple[list[dict[str, str]], str]:
    out, err = StringIO(), StringIO()
    with override_settings(DEMO_PASSWORD=password):
        call_command("demo_people", json=True, stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


def test_demo_people_tells_one_of_each_role(made):
    people, complaint = demo_people(PASSWORD)
    assert [person["role"] for person in people] == Role.values
    assert {person["password"] for person in people} == {PASSWORD}
    assert people[0]["scope"] == "Arroyo High School, Canyon Crest Middle School"
    assert complaint == ""


@pytest.mark.parametrize(
    ("password", "complaint"),
    [("", "set PSA_DEMO_PASSWORD"), ("another one that was set later", "made with another")],
)
def test_demo_people_tells_no_password_that_does_not_open(made, password, complaint):
    people, told = demo_people(password)
    assert {person["password"] for person in people} == {""}
    assert complaint in told


def test_casework_is_at_every_stage_and_holds(made):
    assert 30 <= Case.objects.count() <= PLAN.students / 10
    assert Case.objects.filter(closed_on__isnull=False).exists()
    assert Note.objects.count() > 8 * Case.objects.count()
    kinds = set(Note.objects.values_list("kind", flat=True))
    assert kinds == set(NoteKind.values)
    assert set(Task.objects.values_list("state", flat=True)) == set(TaskState.values)
    assert not Note.objects.filter(text__contains="{").exists()
    wrong = {problem.name for problem in problems()}
    assert wrong <= {"summaries of cases"}  # their schools follow the next night


def test_demo_letters_are_in_every_stage_once(made):
    told = [StringIO(), StringIO()]
    for out in told:
        call_command("demo_letters", json=True, stdout=out)
    first, again = (json.loads(out.getvalue()) for out in told)
    assert first == {"mailed": MAILED, "printed": PRINTED}
    assert again == {"mailed": 0, "printed": 0}
    stages = dict(Notice.objects.values_list("stage").annotate(n=Count("pk")))
    assert (stages["mailed"], stages["printed"]) == (MAILED, PRINTED)
    assert stages["due"] > 20
    steps = ProcessStep.objects.filter(kind="notice_48260_5", evidence_kind="letters.notice")
    assert steps.count() == MAILED


def test_demo_letters_are_the_counselor_s_own_and_nothing_was_asked_about_them(made):
    call_command("demo_letters", json=True, stdout=StringIO())
    counselor = User.objects.get(email=staff.email_of(Role.COUNSELOR))
    posts = Grant.objects.of(counselor.actor).filter(source=GrantSource.DEMONSTRATION)
    sent = Notice.objects.exclude(stage=Stage.DUE)
    assert {notice.school_id for notice in sent} <= {grant.school_id for grant in posts}
    approvals = LetterEvent.objects.filter(kind=EventKind.APPROVED, notice__in=sent)
    assert {event.actor_name for event in approvals} == {counselor.name}
    assert not any("asked" in event.detail for event in approvals)
    mailed = sent.filter(stage=Stage.MAILED).aggregate(last=Max("due_by"))["last"]
    printed = sent.filter(stage=Stage.PRINTED).aggregate(first=Min("due_by"))["first"]
    assert mailed <= printed  # the oldest went first


def test_the_director_approved_every_wording_that_may_be_sent(made):
    wordings = LetterTemplate.objects.values_list("sha256", "approved_by")
    director = staff.PEOPLE[Role.DIRECTOR]
    flawless = [one.sha256 for one in proposed_wordings(on=TODAY) if not one.faults]
    assert sorted(wordings) == sorted((sha256, director) for sha256 in flawless)
    assert len(flawless) > 1
