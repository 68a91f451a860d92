"""Emily Reyes, whose packets are built: absent on three Mondays, with a family, a file and a brother."""

from datetime import timedelta

from attendance.choices import Status
from contacts.choices import Method, NoteKind, WithWhom
from packets.actions import building
from packets.choices import Reader
from packets.queries.facts import facts_of
from sarb.queries.dossiers import CAUSE, dossier_of
from students.choices import PopulationKind, RecordKind, Relation
from tests.factories import (
    FIRST,
    TODAY,
    AttendanceCodeFactory,
    DayOutcomeFactory,
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    HouseholdFactory,
    MarkFactory,
    NoteFactory,
    PopulationFactory,
    SchoolDayFactory,
    SchoolFactory,
    SchoolRecordFactory,
    StandingFactory,
    StudentFactory,
)
from tests.sarb.factories import ReferralFactory


def referred():
    """Emily's referral. Her brother is Mateo; a neighbor of hers speaks of him."""
    home = HouseholdFactory()
    oak = SchoolFactory(name="Oak High")
    emily = StudentFactory(
        first_name="Emily",
        last_name="Reyes",
        household=home,
        street="12 Elm St",
        city="Los Angeles",
        state="CA",
        zip="90001",
        home_language="es",
    )
    EnrollmentFactory(student=emily, school=oak, grade="9")
    EnrollmentFactory(
        student=StudentFactory(first_name="Mateo", last_name="Reyes", household=home)
    )
    GuardianshipFactory(
        student=emily,
        guardian=GuardianFactory(first_name="Rosa", last_name="Reyes", phone="2135550142"),
        relation=Relation.MOTHER,
        court_order="No contact with the father",
        primary=True,
    )
    for kind in (PopulationKind.IEP, PopulationKind.FOSTER, PopulationKind.HOMELESS):
        PopulationFactory(student=emily, kind=kind)
    SchoolRecordFactory(
        student=emily, kind=RecordKind.GRADE, data={"course": "Algebra", "mark": "D"}
    )
    _absent(emily, oak)
    NoteFactory(
        about_student=emily,
        kind=NoteKind.VISIT,
        method=Method.HOME,
        with_whom=WithWhom.NOBODY,
        text="A neighbor said that Mateo takes the bus alone.",
    )
    return ReferralFactory(student=emily)


def _absent(student, school):
    code = AttendanceCodeFactory(code="U", label="Unexcused")
    days = [FIRST + timedelta(days=7 * week) for week in range(3)]
    for number, day in enumerate(days, start=1):
        SchoolDayFactory(school=school, date=day, ordinal=number)
        MarkFactory(student=student, school=school, date=day, code=code)
        DayOutcomeFactory(student=student, school=school, date=day)
    StandingFactory(
        student=student,
        school=school,
        status=Status.WATCH,
        days_enrolled=3,
        days_absent=3,
        days_absent_unexcused=3,
        counted_days=3,
        reports_due=1,
    )


def build(referral, by, reader=Reader.CHAIR):
    return building.build_now(by, about=referral.about, reader=reader, cause=CAUSE)


def facts_for(referral, reader=Reader.CHAIR, on=TODAY):
    return facts_of(dossier_of(referral.pk, on=on), reader=reader, on=on)
