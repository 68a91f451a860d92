"""The student page: what each viewer reads, what stands behind a number, and what it costs."""

from datetime import date, timedelta

import pytest

from accounts.choices import Role
from audit.choices import Access
from audit.models import AccessEvent
from students.choices import PopulationKind, RecordKind, Relation
from students.models import Student
from tests.desk.rows import judge, page_of, text_of
from tests.factories import (
    TODAY,
    GuardianFactory,
    GuardianshipFactory,
    PopulationFactory,
    SchoolRecordFactory,
)
from tests.world import hire, person

# --- Who may open it, and the log ---------------------------------------------------------


def test_a_reading_is_logged(counselor, ana):
    text_of(counselor, page_of(ana))
    event = AccessEvent.objects.get()
    assert (event.page, event.access, event.student_ids) == ("student", Access.READ, [ana.pk])


def test_a_counselor_of_another_school_finds_nothing(outsider, ana):
    response = outsider.client.get(page_of(ana))
    assert response.status_code == 404
    assert b"Ito" not in response.content
    assert AccessEvent.objects.get().access == Access.REFUSED


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.PRIVACY_OFFICER])
def test_roles_that_see_no_student(ana, role):
    assert person(hire(role)).client.get(page_of(ana)).status_code == 403


# --- Populations and records -----------------------------------------------------------------

GROUPS = {
    PopulationKind.IEP: "Individualized education program",
    PopulationKind.FOSTER: "Foster youth",
    PopulationKind.HOMELESS: "Experiencing homelessness",
    PopulationKind.UNACCOMPANIED: "Unaccompanied youth",
}


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.COUNSELOR, set(GROUPS)),
        (Role.LIAISON, set(GROUPS)),
        (Role.SCHOOL_ADMINISTRATOR, {PopulationKind.IEP}),
        (Role.CLERK, set()),
        (Role.INTERN, set()),
    ],
)
def test_populations_by_permission(district, ana, role, shown):
    for kind in GROUPS:
        PopulationFactory(student=ana, kind=kind)
    page = text_of(person(hire(role, district.oak)), page_of(ana))
    assert {kind for kind, words in GROUPS.items() if words in page} == shown


def test_what_a_clerk_may_not_read_leaves_no_trace(clerk, ana):
    without = text_of(clerk, page_of(ana))
    PopulationFactory(student=ana, kind=PopulationKind.FOSTER)
    PopulationFactory(student=ana, kind=PopulationKind.IEP)
    SchoolRecordFactory(student=ana, kind=RecordKind.DISCIPLINE, data={"incident": "Fighting"})
    assert text_of(clerk, page_of(ana)) == without


@pytest.mark.parametrize(
    ("role", "words"),
    [(Role.COUNSELOR, "Foster parent or resource family"), (Role.CLERK, "Caregiver")],
)
def test_a_relation_tells_of_foster_care_only_to_those_who_may_know(district, ana, role, words):
    GuardianshipFactory(student=ana, relation=Relation.FOSTER_PARENT)
    GuardianshipFactory(student=ana, relation=Relation.AGENCY_WORKER, agency_worker=True)
    GuardianshipFactory(student=ana, relation=Relation.OTHER, relation_text="Resource home")
    page = text_of(person(hire(role, district.oak)), page_of(ana))
    assert words in page
    told = [t for t in ("Foster", "Agency", "Resource home") if t in page]
    assert bool(told) == (role == Role.COUNSELOR)


@pytest.mark.parametrize(
    ("of_foster_care", "plain"),
    [
        (Relation.FOSTER_PARENT, Relation.CAREGIVER),
        (Relation.AGENCY_WORKER, Relation.OTHER),
    ],
)
def test_the_word_in_its_place_is_not_its_own(clerk, ana, of_foster_care, plain):
    tie = GuardianshipFactory(student=ana, relation=of_foster_care)
    page = text_of(clerk, page_of(ana))
    tie.relation = plain
    tie.save()
    assert text_of(clerk, page_of(ana)) == page


@pytest.mark.parametrize(("role", "reads"), [(Role.COUNSELOR, True), (Role.CLERK, False)])
def test_an_agency_shows_its_telephone_and_no_more(district, ana, role, reads):
    worker = GuardianFactory(
        phone="213 555 0142", email="w@agency.example", street="5 Agency Plaza", city="Oakville"
    )
    GuardianshipFactory(student=ana, guardian=worker, relation=Relation.AGENCY_WORKER)
    page = text_of(person(hire(role, district.oak)), page_of(ana))
    assert "(213) 555-0142" in page
    assert ("agency.example" in page) == reads
    assert ("Agency Plaza" in page) == reads


@pytest.mark.parametrize(
    ("role", "reads"), [(Role.COUNSELOR, True), (Role.SCHOOL_ADMINISTRATOR, False)]
)
def test_a_population_in_the_words_of_the_sis_may_be_of_any_kind(district, ana, role, reads):
    PopulationFactory(student=ana, kind=PopulationKind.OTHER, label="Group home, DCFS")
    page = text_of(person(hire(role, district.oak)), page_of(ana))
    assert ("Group home" in page) == reads


@pytest.mark.parametrize(("role", "reads"), [(Role.COUNSELOR, True), (Role.AUDITOR, False)])
def test_a_program_takes_the_permission_for_populations(ana, role, reads):
    SchoolRecordFactory(student=ana, kind=RecordKind.PROGRAM, data={"program": "Special day"})
    page = text_of(person(hire(role)), page_of(ana))
    assert ("Special day" in page) == reads


def test_an_auditor_reads_records_but_no_adults(district, ana):
    SchoolRecordFactory(student=ana, data={"course": "Algebra", "mark": "D"})
    GuardianshipFactory(student=ana, guardian__first_name="Hidden")
    page = text_of(person(hire(Role.AUDITOR)), page_of(ana))
    assert "Algebra" in page
    assert "Hidden" not in page
    assert 'id="adults"' not in page


# --- Adults -----------------------------------------------------------------------------------


def test_unknown_rights_say_so(counselor, ana):
    GuardianshipFactory(student=ana, holds_education_rights=None, receives_mail=False)
    page = text_of(counselor, page_of(ana))
    assert "Education rights: Not stated in the student information system: ask" in page
    assert "Receives mail: no" in page


def test_a_phone_is_a_link_that_dials(counselor, ana):
    GuardianshipFactory(student=ana, guardian__phone="213.555.0142 x7")
    page = text_of(counselor, page_of(ana))
    assert 'href="tel:+12135550142"' in page


def test_with_a_safe_address_no_other_is_shown(counselor, ana):
    Student.objects.filter(pk=ana.pk).update(street="9 Hidden Way", city="Oakville")
    adult = GuardianFactory(street="9 Hidden Way", city="Oakville")
    GuardianshipFactory(
        student=ana, guardian=adult, safe_address="P.O. Box 7, Oakville", lives_with=True
    )
    page = text_of(counselor, page_of(ana))
    assert "P.O. Box 7, Oakville" in page
    assert "must not be used" in page
    assert "Hidden Way" not in page


def test_nobody_else_in_the_home_gives_the_address_away(counselor, ana):
    GuardianshipFactory(student=ana, safe_address="P.O. Box 7, Oakville", lives_with=True)
    home = GuardianFactory(street="9 Hidden Way", city="Oakville")
    away = GuardianFactory(street="1 Other Road", city="Elmville")
    GuardianshipFactory(student=ana, guardian=home, lives_with=None)  # not said is not "no"
    GuardianshipFactory(student=ana, guardian=away, lives_with=False)
    page = text_of(counselor, page_of(ana))
    assert "Hidden Way" not in page
    assert "1 Other Road" in page


def test_a_safe_address_given_for_one_child_holds_for_the_other(counselor, at_home):
    Student.objects.filter(pk=at_home.ben.pk).update(street="9 Hidden Way", city="Oakville")
    adult = GuardianFactory(street="9 Hidden Way", city="Oakville")
    GuardianshipFactory(
        student=at_home.ana, guardian=adult, safe_address="P.O. Box 7, Oakville", lives_with=True
    )
    GuardianshipFactory(student=at_home.ben, guardian=adult, lives_with=True)
    page = text_of(counselor, page_of(at_home.ben))
    assert "P.O. Box 7, Oakville" in page
    assert "Hidden Way" not in page


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (date(2029, 1, 29), "Family court order, until January 29, 2029"),
        (TODAY - timedelta(days=1), "ended November 17, 2026: ask first"),
        (TODAY, "until November 18, 2026"),  # the last day still holds
        (None, "Family court order, no end date on file"),
    ],
)
def test_no_contact_is_marked_and_cannot_be_called(counselor, ana, ends, words):
    adult = GuardianFactory(phone="(213) 555-0142", email="x@y.example", street="1 A", city="B")
    GuardianshipFactory(
        student=ana,
        guardian=adult,
        primary=True,
        no_contact=True,
        court_order="Family court order",
        order_ends=ends,
    )
    page = text_of(counselor, page_of(ana))
    assert "No contact: do not call, write or release records" in page
    assert words in page
    assert not [way for way in ("tel:", "555-0142", "x@y.example", "1 A, B") if way in page]


def test_a_former_adult_is_named_with_the_day_and_nothing_to_call(counselor, ana):
    GuardianshipFactory(
        student=ana,
        guardian__first_name="Xavier",
        guardian__phone="323-555-0142",
        is_current=False,
        ended_on=date(2026, 11, 2),
    )
    page = text_of(counselor, page_of(ana))
    assert "Xavier" in page
    assert "until Mon, Nov 2, 2026" in page
    assert "555-0142" not in page


def test_a_former_worker_of_an_agency_is_veiled_as_before(counselor, ana):
    GuardianshipFactory(
        student=ana,
        guardian__first_name="Agnes",
        agency_worker=True,
        is_current=False,
        ended_on=date(2026, 11, 2),
    )
    assert "Foster" not in text_of(counselor, page_of(ana))


def test_former_adults_are_gone(counselor, ana):
    GuardianshipFactory(student=ana, guardian__first_name="Former", is_current=False)
    assert "Former" not in text_of(counselor, page_of(ana))


# --- Household ---------------------------------------------------------------------------------


def test_a_sibling_in_reach_links_and_one_elsewhere_does_not(counselor, at_home):
    judge(at_home.dov, at_home.pine, counted=2)
    hire(Role.COUNSELOR, at_home.pine, name="Paula Pine")
    page = text_of(counselor, page_of(at_home.ana))
    assert page_of(at_home.ben) in page
    assert page_of(at_home.dov) not in page
    assert "Dov Ito" in page
    assert "Concern open: yes" in page
    assert "Paula Pine" in page
    assert at_home.dov.sis_id not in page


def test_a_child_enrolled_nowhere_is_listed(counselor, at_home):
    page = text_of(counselor, page_of(at_home.ana))
    assert "Small Ito" in page
    assert "Not enrolled in the district" in page


def test_a_clerk_sees_siblings_of_the_own_school_only(clerk, at_home):
    page = text_of(clerk, page_of(at_home.ana))
    assert "Ben Ito" in page
    assert not [name for name in ("Cleo", "Dov", "Small") if name in page]


def test_siblings_shown_are_logged(counselor, at_home):
    text_of(counselor, page_of(at_home.ana))
    event = AccessEvent.objects.get(page="student.siblings")
    assert {at_home.ben.pk, at_home.dov.pk} < set(event.student_ids)


@pytest.mark.parametrize(
    ("hire_for", "linked"),
    [
        ("pine", {"dov"}),
        ("north", {"ben", "cleo"}),  # Oak and Elm
        ("dov", {"dov"}),
        (None, {"ben", "cleo", "dov"}),
    ],
)
def test_a_sibling_links_for_whoever_reaches_it(at_home, hire_for, linked):
    """One grant opens Ana, another one a place or a sibling."""
    ana = at_home.ana
    user = hire(Role.COUNSELOR, at_home.ana)
    hire(Role.COUNSELOR, hire_for and getattr(at_home, hire_for), to=user)
    page = text_of(person(user), page_of(ana))
    names = ("ben", "cleo", "dov")
    assert {n for n in names if page_of(getattr(at_home, n)) in page} == linked
    assert all(f"{n.title()} Ito" in page for n in names)
