"""A ground that tests of the law found: Maryland asks for a finding, and for no report."""

from datetime import date

import pytest

from attendance.choices import FindingVerdict, Status
from attendance.models import Finding
from law.packs import load_pack, pack_names
from sarb.choices import Reason
from sarb.queries.grounds import grounds_of
from sarb.rules.grounds import precondition_of, reasons_in
from tests.factories import StandingFactory

YEAR = 2026
MARYLAND = load_pack("maryland")
NUMBERS = {"days": 9, "more_than": 8, "first_on": date(2026, 10, 30).isoformat()}


@pytest.fixture
def finding(district):
    def make(*, verdict=FindingVerdict.MET, test="truant_quarter", year=YEAR, student=None):
        return Finding.objects.create(
            student=student or district.ana,
            school_year=year,
            test=test,
            period="1",
            verdict=verdict,
            numbers=NUMBERS,
            citation="Educ. 7-302.2(a)",
        )

    return make


def truancy(district, pack=MARYLAND):
    return grounds_of(district.ana.pk, school_year=YEAR, pack=pack).by_reason[Reason.TRUANCY]


@pytest.mark.django_db
def test_a_test_that_is_met_is_the_ground_and_says_its_days(district, finding):
    finding()
    found = truancy(district)
    assert found.met
    assert "9 days, more than 8 is the line, passed on October 30." in found.because
    assert "marking period 1" in found.because
    assert found.because.endswith("(Educ. 7-302.2(a))")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other", [{"verdict": FindingVerdict.NEAR}, {"year": YEAR - 1}, {"student": "another"}]
)
def test_nothing_else_is(district, finding, other):
    finding(**{**other, **({"student": district.ben} if "student" in other else {})})
    found = truancy(district)
    assert (found.met, found.because) == (
        False,
        "No test of the statute or of the regulation is met.",
    )


@pytest.mark.django_db
def test_a_ground_is_of_its_school_year(district):
    standing = {"student": district.ana, "status": Status.HABITUAL, "reports_filed": 3}
    StandingFactory(**standing, school_year=YEAR - 1)
    assert not truancy(district, load_pack("california")).met
    StandingFactory(**standing, school_year=YEAR)
    assert truancy(district, load_pack("california")).met


@pytest.mark.django_db
def test_california_asks_for_reports_whatever_a_test_found(district, finding):
    finding()
    assert not truancy(district, load_pack("california")).met


@pytest.mark.django_db
@pytest.mark.parametrize(("pack", "statements"), [("california", 1), ("maryland", 2)])
def test_statements(district, pack, statements, django_assert_num_queries):
    with django_assert_num_queries(statements):
        truancy(district, load_pack(pack))


@pytest.mark.parametrize("name", pack_names())
def test_every_ground_of_every_pack_is_met_or_not_in_a_sentence(name):
    pack = load_pack(name)
    for reason in reasons_in(pack):
        for status, reports, tests in (("none", 0, []), ("habitual", 3, ["It is met."])):
            found = precondition_of(
                reason,
                status=status,
                reports=reports,
                chronic_absentee=bool(reports),
                days_absent=6,
                days_enrolled=60,
                pack=pack,
                tests_met=tests,
            )
            assert found.met is (bool(reports) and reason != Reason.BEHAVIOR)
            assert found.because.endswith(".")
