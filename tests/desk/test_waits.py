"""While a report waits for a decision, no page tells the state that rests on it as standing."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Role
from attendance.models import ReportFlag
from desk.queries.schools import count_schools
from tests.attendance.reports import filed, owing
from tests.desk.test_chain import send
from tests.factories import TODAY, YEAR, CaseFactory
from tests.world import hire, person

SAID = "Report waits"


@pytest.fixture
def report(district):
    """Ana's, whose year stands at its word; Ben's report waits for nobody."""
    for student in (district.ana, district.ben):
        owing(student, district.oak, status="truant", reports_filed=1, grade="9")
    filed(district.ben)
    found = filed(district.ana)
    ReportFlag.objects.create(report=found, reasons=["2026-09-03"])
    return found


@pytest.fixture
def coordinator(district):
    return person(hire(Role.FIELD_COORDINATOR, district.north))


@pytest.fixture
def pages(counselor, district):
    """The pages on which Ana's year has a state, and how often it stands on each."""
    case = CaseFactory(student=district.ana, owner=counselor.user)
    CaseFactory(student=district.ben, owner=counselor.user)
    return [
        reverse("student", args=[district.ana.pk]),
        reverse("roster", args=[district.oak.pk]),
        reverse("search") + "?q=Ito",
        reverse("cases:caseload"),
        reverse("cases:case", args=[case.pk]),
    ]


def test_it_is_said_first_and_the_word_of_the_law_until_decided(counselor, report, pages):
    for page in pages:
        told = counselor.client.get(page, follow=True).content.decode()
        assert told.count(SAID) == 1, page
        assert told.count("Truant so far") == 1, page


def test_decided_it_is_told_as_it_stands(counselor, report, pages):
    assert send(counselor, report, "uphold", "It was another day.").status_code == 302
    for page in pages:
        assert SAID not in counselor.client.get(page, follow=True).content.decode(), page


def identity(page):
    return page.split('id="identity"')[1].split("</header>")[0]


def test_the_student_page_leads_to_the_decision(counselor, report, pages):
    told = counselor.client.get(pages[0]).content.decode()
    chain = reverse("chain", args=[report.student_id])
    assert f'<a href="{chain}?year={YEAR}">the chain</a>' in told
    assert "One report to the attendance supervisor stands." not in identity(told)
    assert "Waits for a decision" in told


def test_what_waits_of_another_year_is_nothing_to_this_one(counselor, report, pages, district):
    ReportFlag.objects.all().delete()
    old = filed(district.ana, on=date(2025, 10, 5), year=YEAR - 1)
    ReportFlag.objects.create(report=old, reasons=["2025-09-03"])
    for page in pages:
        assert SAID not in counselor.client.get(page, follow=True).content.decode(), page
    [oak] = count_schools(reach_of(counselor.user, on=TODAY), [district.oak])
    assert (oak.states["waits"], oak.states["truant"]) == (0, 2)


def counted(page, state):
    """Return how many the link to a state of the school's list says."""
    [said] = re.findall(rf'href="[^"]*\?state={state}"[^>]*>\D*?(\d+)', page) or ["0"]
    return int(said)


def listed(who, school, query):
    page = who.client.get(reverse("roster", args=[school.pk]) + query).content.decode()
    return sorted(re.findall(r'<th scope="row">\s*<a href="/students/\d+/">([^,<]+), (\w+)', page))


def test_a_school_counts_and_lists_who_waits_apart(coordinator, report, district):
    """Number and list agree, and nobody stands in two states."""
    schools = coordinator.client.get(reverse("schools")).content.decode()
    assert (counted(schools, "waits"), counted(schools, "truant")) == (1, 1)
    assert listed(coordinator, district.oak, "?state=waits") == [("Ito", "Ana")]
    assert listed(coordinator, district.oak, "?state=truant") == [("Ito", "Ben")]
    chips = coordinator.client.get(reverse("roster", args=[district.oak.pk])).content.decode()
    assert (counted(chips, "waits"), counted(chips, "truant")) == (1, 1)


def test_decided_nobody_waits_there(coordinator, counselor, report, district):
    send(counselor, report, "uphold", "It was another day.")
    schools = coordinator.client.get(reverse("schools")).content.decode()
    assert "Waits for a decision" not in schools
    assert listed(coordinator, district.oak, "?state=waits") == []
    assert len(listed(coordinator, district.oak, "?state=truant")) == 2
