"""Ways to credits and a diploma: what each asks and gives, beside what the records say, for who may read them."""

import pytest
from django.urls import reverse

from accounts.choices import Permission, Role
from core.addresses import with_query
from law.packs import load_pack
from plans.queries.pathways import way_asked, ways_of
from plans.rules.credits import credit_standing
from students.choices import RecordKind, SchoolLevel
from students.models import School, SchoolRecord
from tests.factories import TODAY, InterviewFactory, PlanFactory
from tests.world import hire, sign_in

READS = frozenset({Permission.NOTE_WRITE, Permission.RECORD_READ})
CREDIT = {"earned": 45, "required": 210, "on_track_at": 60}


def at(student):
    return with_query(reverse("plans:ways"), student=student.pk)


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def high(district):
    School.objects.filter(pk=district.oak.pk).update(level=SchoolLevel.HIGH)
    for position, mark in enumerate(["F", "f ", "A", "NM", ""], 1):
        SchoolRecord.objects.create(
            student=district.ana,
            kind=RecordKind.GRADE,
            position=position,
            data={"course": f"Course {position}", "mark": mark},
        )
    SchoolRecord.objects.create(
        student=district.ana, kind=RecordKind.CREDIT, position=1, data=CREDIT
    )


# --- What the records say ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "missing", "behind"),
    [
        (CREDIT, 165, 15),
        ({**CREDIT, "earned": "60"}, 150, 0),
        ({**CREDIT, "earned": 215.5}, 0, 0),
        ({"earned": 45}, None, None),
        ({"earned": "n/a", "required": 210, "on_track_at": 60}, None, None),
        ({"earned": -5, "required": 210, "on_track_at": 60}, None, None),
        ({"credits": 45}, None, None),
    ],
)
def test_how_far_it_is(row, missing, behind):
    found = credit_standing([row], [])
    assert (found.missing, found.behind) == (missing, behind)


def test_only_an_f_is_a_failed_course():
    found = credit_standing([], [{"mark": one} for one in ("F", " f", "D", "NM", "", None)])
    assert (found.failed, found.courses, found.missing) == (2, 4, None)


# --- Ways ----------------------------------------------------------------------------------


@pytest.fixture(params=["california", "maryland"])
def practice(request):
    return load_pack(request.param).practice


def test_each_way_says_what_it_asks_and_gives_and_how_one_returns(practice):
    for one in practice.pathways.values():
        assert all((one.name, one.what, one.asks, one.gives, one.back, one.levels)), one.code
        assert set(one.levels) <= set(SchoolLevel.values)
        assert set(one.serves) <= practice.barriers.keys()
        assert one.mark == "V" if one.source.startswith("EC") else one.mark == "L"


def test_what_a_state_has_stands_in_its_pack():
    california, maryland = (load_pack(name).practice for name in ("california", "maryland"))
    assert set(california.pathways) - set(maryland.pathways) == {"state_minimum"}
    assert maryland.pathways["small"].name == "A smaller school for another start"


@pytest.mark.parametrize(
    ("level", "some", "none"),
    [("elementary", "ill", "online"), ("middle", "made_up", "fifth"), ("high", "fifth", "")],
)
def test_a_level_of_school_has_its_own(practice, level, some, none):
    codes = {one.code for one in practice.ways(level)}
    assert some in codes
    assert none not in codes


def test_a_school_of_all_levels_has_all(practice):
    assert practice.ways("span") == list(practice.pathways.values())


# --- For one student -----------------------------------------------------------------------


def test_what_serves_a_barrier_stands_first(district, who, high):
    InterviewFactory(student=district.ana, author=who, found="barriers").barriers.create(
        code="B02", family="barrier", label="Asthma, long illness", weight="main"
    )
    found = ways_of(district.ana, READS, on=TODAY)
    assert [one.way.code for one in found.ways if one.serves] == ["own_pace", "ill"]
    assert found.ways[0].way.code == "own_pace"
    assert (found.standing.behind, found.standing.failed, found.level) == (15, 2, "high")


def test_grades_are_for_who_may_read_records(district, high):
    found = ways_of(district.ana, frozenset({Permission.NOTE_WRITE}), on=TODAY)
    assert (found.standing, list(found.sheets)) == (None, [])
    assert found.ways


def test_it_takes_three_statements_and_those_of_the_policy(
    district, high, django_assert_num_queries
):
    ways_of(district.ana, READS, on=TODAY)  # the policy is read once
    with django_assert_num_queries(5):
        ways_of(district.ana, READS, on=TODAY)


def test_the_page_reads_them_beside_the_credits(district, who, high):
    page = words(sign_in(who).get(at(district.ana)))
    assert "15 credits behind those of the year" in page
    assert "45 of 210 credits earned, 165 to go." in page
    assert "F in 2 of 4 courses of the last grades." in page
    assert "It asks" in page
    assert "Start a plan with it" in page


def test_without_records_it_says_where_they_come_from(district, who):
    page = words(sign_in(who).get(at(district.ana)))
    assert "None are on file: they come with grades.csv and credits.csv." in page
    assert "How far it is" in page


def test_a_way_begins_a_plan_or_a_strategy(district, who):
    name = way_asked("ill", on=TODAY)["own_1"]
    client = sign_in(who)
    start = client.get(with_query(reverse("plans:start"), student=district.ana.pk, way="ill"))
    assert start.context["form"]["own_1"].value() == name
    plan = PlanFactory(student=district.ana)
    page = client.get(at(district.ana)).content.decode()
    assert f"{reverse('plans:plan', args=[plan.pk])}?open=add&amp;way=ill#fold-add" in page
    form = client.get(with_query(reverse("plans:plan", args=[plan.pk]), open="add", way="ill"))
    assert form.context["strategy_form"]["own_1"].value() == name
    assert way_asked("nonsense", on=TODAY) == {}


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR])
def test_who_writes_no_notes_is_shown_none(district, role):
    assert sign_in(hire(role, district.oak)).get(at(district.ana)).status_code == 403


def test_a_student_out_of_reach_is_not_there(district, who):
    assert sign_in(who).get(at(district.dov)).status_code == 404
