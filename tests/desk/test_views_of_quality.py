"""Pages of data quality: a number is its names, the worst cost first, to whom they may be shown."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Permission, Role
from accounts.rules import permits
from audit.models import AccessEvent
from core import clock
from core.clock import monday_of
from desk.queries import quality
from desk.queries.measures import MEASURES
from psa.nightly import STEPS
from sis.actions.doubts import KEPT, ONE_AT_A_TIME, PAUSE
from sis.models import DoubtCount
from students.models import School, Student
from tests.conftest import owner_cursor
from tests.desk.records import held, no_adult, no_birth_date, whole
from tests.desk.rows import statements, text_of
from tests.factories import TODAY, EnrollmentFactory, ImportRunFactory, SchoolFactory, act
from tests.letters.world import family
from tests.world import hire, person

pytestmark = pytest.mark.usefixtures("committed", "store")


@pytest.fixture
def ana(district):
    return whole(district.ana, district.oak)


@pytest.fixture
def principal(district):
    return person(hire(Role.SCHOOL_ADMINISTRATOR, district.oak))


def seen(who, address):
    """What a reader takes in."""
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(who, address)).split())


def at(name, school, **asked):
    return reverse(name, args=[school.pk]) + "".join(f"?{k}={v}" for k, v in asked.items())


def test_a_number_opens_as_many_names_the_worst_cost_first(ana, district, principal):
    no_birth_date(ana)
    found = quality.quality_of(_reach(principal), district.oak)
    keys = [one.measure.key for one in found.found]
    assert keys == sorted(
        keys, key=lambda key: [-one.points for one in found.found if one.measure.key == key]
    )
    shown = principal.client.get(at("school-quality", district.oak)).content.decode()
    for one in found.found:
        link = f"{reverse('doubts', args=[district.oak.pk])}?of={one.measure.key}"
        assert link in shown
        names = seen(principal, (link))
        assert f"{one.count} " in names
        assert len(quality.named_by(one.measure, district.oak, on=TODAY)) == one.count


def _reach(who):
    return reach_of(who.user, on=TODAY)


def test_the_names_are_logged_and_in_order(ana, district, principal):
    no_birth_date(ana)
    no_birth_date(district.ben)
    shown = seen(principal, (at("doubts", district.oak, of="age")))
    assert shown.index("Ito, Ana") < shown.index("Ito, Ben")
    event = AccessEvent.objects.get(page="doubts")
    assert set(event.student_ids) == {ana.pk, district.ben.pk}


def test_who_may_not_read_contacts_is_told_of_no_adults(ana, district):
    auditor = person(hire(Role.AUDITOR))
    assert not permits(Role.AUDITOR, Permission.CONTACT_READ)
    no_adult(ana)
    no_birth_date(ana)
    shown = seen(auditor, (at("school-quality", district.oak)))
    assert "Children of unknown age" in shown
    assert "without an adult" not in shown
    assert auditor.client.get(at("doubts", district.oak, of="adult")).status_code == 403
    assert auditor.client.get(at("doubts", district.oak, of="age")).status_code == 200


def test_what_is_no_measure_shows_that_of_everybody(district, principal):
    assert principal.client.get(at("doubts", district.oak, of="x")).status_code == 200


def test_a_school_where_nothing_lacks_says_so(district, principal):
    empty = SchoolFactory(name="Empty")
    boss = person(hire(Role.DIRECTOR))
    assert "Nothing is missing or doubtful" in seen(boss, (at("school-quality", empty)))


def count():
    return STEPS["quality"](act())


def keep_at(moment):
    return STEPS["quality"](replace(act(), at=moment))


def test_the_count_of_all_schools_is_that_of_each_and_is_made_once_a_day(ana, district):
    no_birth_date(ana)
    boss = person(hire(Role.DIRECTOR))
    assert "Nobody has counted yet" in seen(boss, (reverse("data-quality")))
    assert count() == len(MEASURES) * 3
    assert count() == 0
    kept = {(row.school_id, row.key): row.found for row in DoubtCount.objects.exclude(found=0)}
    for school in (district.oak, district.elm, district.pine):
        found = quality.quality_of(_reach(boss), school).found
        assert {(school.pk, one.measure.key): one.count for one in found} == {
            key: number for key, number in kept.items() if key[0] == school.pk
        }
    ImportRunFactory(finished_at=DoubtCount.objects.latest("counted_at").counted_at)
    assert count() == 0
    ImportRunFactory(finished_at=clock.now())
    assert count() == len(MEASURES) * 3
    assert DoubtCount.objects.count() == len(MEASURES) * 3
    last = DoubtCount.objects.latest("counted_at").counted_at
    ImportRunFactory(is_partial=True, finished_at=last + timedelta(seconds=1))
    assert keep_at(last + PAUSE - timedelta(seconds=1)) == 0  # there may be many: once an hour
    assert keep_at(last + PAUSE) == len(MEASURES) * 3
    ImportRunFactory(finished_at=clock.now() + PAUSE)
    with owner_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        assert count() == 0  # somebody else counts
    assert count() == len(MEASURES) * 3


def test_schools_stand_by_what_it_costs_and_a_change_is_told(ana, district):
    no_birth_date(ana)
    no_birth_date(district.ben)
    count()
    boss = person(hire(Role.DIRECTOR))
    shown = seen(boss, (reverse("data-quality")))
    assert "four weeks ago" not in shown
    before = monday_of(TODAY) - timedelta(weeks=4)
    DoubtCount.objects.create(
        school=district.oak, key="age", week=before, found=5, counted_at=act().at
    )
    shown = seen(boss, (reverse("data-quality")))
    assert "2 Children of unknown age 3 fewer than four weeks ago" in shown
    points = [
        line.points for line in quality.overview_of(_reach(boss), School.objects.all()).schools
    ]
    assert points == sorted(points, reverse=True)


def test_a_coordinator_sees_the_region_and_a_region_can_be_chosen(ana, district):
    no_birth_date(ana)
    no_birth_date(district.dov)
    count()
    shown = seen(person(hire(Role.FIELD_COORDINATOR, district.north)), reverse("data-quality"))
    assert "Oak" in shown
    assert "Pine" not in shown
    boss = person(hire(Role.DIRECTOR))
    south = f"{reverse('data-quality')}?region={district.south.pk}"
    only = boss.client.get(south).content.decode().partition("<tbody>")[2]
    assert "Pine" in only
    assert "Oak" not in only


def test_however_many_students_and_schools_the_pages_ask_as_often(ana, district, principal):
    boss = person(hire(Role.DIRECTOR))
    count()
    pages = (
        (principal, at("school-quality", district.oak)),
        (principal, at("doubts", district.oak, of="language")),
        (boss, reverse("data-quality")),
    )
    held(ana)
    few = [statements(who, address) for who, address in pages]
    for number in range(20):
        school = SchoolFactory(name=f"School {number}")
        DoubtCount.objects.create(
            school=school, key="age", week=monday_of(TODAY), found=3, counted_at=act().at
        )
        other = Student.objects.create(sis_id=f"N{number}", first_name="A", last_name="B")
        other.enrollments.create(school=district.oak, entry_date=TODAY)
        family(other, district.oak, days=())
        held(other)
    assert [statements(who, address) for who, address in pages] == few


def test_a_letter_that_is_held_opens_where_letters_are(ana, district, principal):
    held(ana)
    shown = principal.client.get(at("doubts", district.oak, of="letters")).content.decode()
    assert f"/letters/?school={district.oak.pk}" in shown
    assert "hold education rights" in shown


def test_a_clerk_is_led_to_no_page_that_is_shut(ana, district):
    clerk = person(hire(Role.CLERK, district.oak))
    no_birth_date(ana)
    shown = clerk.client.get(at("doubts", district.oak, of="age")).content.decode()
    assert "/imports/questions" not in shown
    boss = person(hire(Role.DIRECTOR))
    assert "/imports/questions" in boss.client.get(at("doubts", district.oak)).content.decode()


def test_the_name_of_a_student_is_only_text(ana, district, principal):
    Student.objects.filter(pk=ana.pk).update(last_name="<b id='x'>&", birth_date=None)
    shown = principal.client.get(at("doubts", district.oak, of="age")).content.decode()
    assert "<b id='x'>" not in shown


def test_who_goes_to_two_schools_is_found_at_both(ana, district):
    no_birth_date(ana)
    EnrollmentFactory(student=ana, school=district.pine)
    for school in (district.oak, district.pine):
        found = quality.doubts_at([school.pk], on=TODAY)
        assert ("age", ana.pk) in {(one.key, one.student_id) for one in found}


def test_weeks_of_long_ago_go(ana, district):
    old = {"school": district.oak, "key": "age", "found": 1, "counted_at": act().at - KEPT}
    DoubtCount.objects.create(week=monday_of(TODAY) - KEPT - timedelta(weeks=1), **old)
    DoubtCount.objects.create(week=monday_of(TODAY) - KEPT, **old)
    count()
    weeks = set(DoubtCount.objects.values_list("week", flat=True))
    assert weeks == {monday_of(TODAY) - KEPT, monday_of(TODAY)}


def test_the_week_of_a_sunday_began_on_the_monday_before():
    monday = monday_of(TODAY)
    assert (monday.weekday(), monday_of(monday)) == (0, monday)
    assert monday_of(monday + timedelta(days=6)) == monday
    assert monday_of(monday - timedelta(days=1)) == monday - timedelta(weeks=1)


def test_what_is_asked_of_each_measure_is_said_in_words():
    for one in MEASURES:
        assert one.cost.endswith("."), one.key
        assert one.fix.endswith("."), one.key
        assert one.points > 0, one.key
        assert bool(one.place) == (one.opens is not None), one.key


@pytest.mark.parametrize(
    ("before", "said"),
    [(0, "1 more than"), (1, "as many as"), (3, "2 fewer than")],
)
def test_how_a_number_moved_is_said_at_the_school(ana, district, principal, before, said):
    no_birth_date(ana)
    count()
    week = monday_of(TODAY) - timedelta(weeks=4)
    DoubtCount.objects.create(
        school=district.oak, key="age", week=week, found=before, counted_at=act().at
    )
    shown = seen(principal, at("school-quality", district.oak))
    number = "1 , Children of unknown age: open the list"
    assert f"Children of unknown age {number} {said} four weeks ago" in shown


def test_pages_that_lead_here_name_it(ana, district, principal):
    there = at("school-quality", district.oak)
    for address in (reverse("roster", args=[district.oak.pk]), reverse("schools"), "/"):
        assert there in principal.client.get(address).content.decode(), address
    boss = person(hire(Role.DIRECTOR))
    assert reverse("data-quality") in boss.client.get("/imports/").content.decode()
