"""Who stands in which part of the list of staff, by their grants on the day itself."""

from datetime import timedelta

import pytest

from accounts.actions import end_role
from accounts.choices import InvitationState, Role, Scope
from accounts.models import Grant, Invitation
from accounts.queries.people import (
    PARTS,
    count_parts,
    narrowed,
    people,
    roles_held,
    staff_file,
    staff_rows,
)
from accounts.queries.roles import what_ends
from accounts.rules import SOON
from tests.factories import TODAY, EnrollmentFactory, GrantFactory, UserFactory, act
from tests.world import hire

DAY = timedelta(days=1)


def invited(state=InvitationState.BY_HAND, **values):
    user = UserFactory(**values)
    made = {"made_at": act().at, "made_by": "Bo", "expires_at": act().at}
    Invitation.objects.create(user=user, state=state, **made)
    return user


@pytest.fixture
def staff(district):
    return {
        "serves": hire(Role.COUNSELOR, district.oak),
        "ends soon": hire(Role.COUNSELOR, district.oak, ends=TODAY + SOON),
        "ends later": hire(Role.COUNSELOR, district.oak, ends=TODAY + SOON + DAY),
        "ends today": hire(Role.COUNSELOR, district.oak, ends=TODAY),
        "begins": hire(Role.CLERK, district.oak, starts=TODAY + DAY),
        "over": hire(Role.CLERK, district.oak, ends=TODAY - DAY),
        "taken back": hire(Role.CLERK, district.oak, revoked_at=act().at),
        "invited": invited(),
        "joined": invited(InvitationState.USED),
        "closed": UserFactory(is_active=False),
        "closed, invited": invited(is_active=False),
        "closed, ends soon": hire(
            Role.COUNSELOR, district.oak, to=UserFactory(is_active=False), ends=TODAY
        ),
    }


def test_each_part_has_its_people_and_counts_them(staff):
    names = {user.pk: name for name, user in staff.items()}
    mine = people(on=TODAY).filter(pk__in=names)
    found = {
        part: {names[pk] for pk in mine.filter(which).values_list("pk", flat=True)}
        for part, which in PARTS.items()
    }
    closed = {"closed", "closed, invited", "closed, ends soon"}
    assert found == {
        "": staff.keys() - closed - {"invited"},
        "ending": {"ends soon", "ends today"},
        "invited": {"invited"},
        "idle": {"over", "taken back", "joined"},
        "closed": closed,
    }
    assert count_parts(mine) == {part: len(users) for part, users in found.items()}


def test_who_has_a_role_is_who_has_or_will_have_it(staff):
    clerks = narrowed(people(on=TODAY), text="", role=Role.CLERK, on=TODAY)
    assert list(clerks) == [staff["begins"]]


def test_a_line_says_the_last_day_of_roles_and_whom_they_serve_by_name_today(district, staff):
    user = staff["ends soon"]
    by_name = {"to": user, "scope": Scope.STUDENT}
    GrantFactory(**by_name, student=district.ana)
    GrantFactory(**by_name, student=district.ana, role=Role.LIAISON)  # by two roles, served once
    GrantFactory(**by_name, student=district.ben, ends=TODAY - DAY)
    GrantFactory(**by_name, student=district.dov, starts=TODAY + DAY)
    [row] = staff_rows([people(on=TODAY).get(pk=user.pk)], on=TODAY)
    assert (row.user.last_day, row.last_day, row.students) == (TODAY + SOON, TODAY + SOON, 1)


@pytest.mark.parametrize(
    ("name", "now", "to_come", "over"),
    [
        ("ends today", 1, 0, 0),
        ("begins", 0, 1, 0),
        ("over", 0, 0, 1),
        ("taken back", 0, 0, 1),
    ],
)
def test_a_role_is_now_to_come_or_over(staff, name, now, to_come, over):
    file = staff_file(staff[name], on=TODAY)
    assert (len(file.now), len(file.to_come), len(file.over)) == (now, to_come, over)


def test_a_role_that_begins_today_is_one_of_today(district):
    assert len(staff_file(hire(Role.CLERK, district.oak, starts=TODAY), on=TODAY).now) == 1


@pytest.mark.parametrize("last_day", [None, TODAY])
def test_a_role_that_somebody_ended_says_who_and_why(district, last_day):
    boss, user = hire(Role.DIRECTOR, name="Raymond Ortiz"), UserFactory()
    given = GrantFactory(to=user, scope=Scope.SCHOOL, school=district.oak)
    end_role(act(boss), grant=given, last_day=last_day, reason="Moves")
    [over] = staff_file(user, on=TODAY + DAY).over
    assert (over.ended_by, over.why_ended) == ("Raymond Ortiz", "Moves")


@pytest.mark.parametrize(
    ("role", "place", "students"),
    [
        (Role.COUNSELOR, "oak", 2),
        (Role.FIELD_COORDINATOR, "north", 3),
        (Role.DIRECTOR, None, 4),
        (Role.SYSTEM_ADMINISTRATOR, None, 0),  # who finds no student loses none
    ],
)
def test_what_ends_with_a_role_is_counted_at_its_place_on_the_day(district, role, place, students):
    for student in (district.eve, district.finn):
        student.enrollments.update(exit_date=TODAY - DAY)
    district.ben.enrollments.update(exit_date=TODAY)
    EnrollmentFactory(student=district.ana, school=district.elm)  # at two schools, counted once
    user = hire(role, getattr(district, place) if place else None)
    given = Grant.objects.of(user.actor).get()
    assert what_ends(given, user, on=TODAY).students == students


def test_a_role_that_goes_on_neither_ends_soon_nor_stays_when_it_ends(district):
    user = hire(Role.COUNSELOR, district.oak, ends=TODAY + DAY)
    hire(Role.COUNSELOR, district.oak, to=user, starts=TODAY + 2 * DAY, ends=TODAY + SOON)
    hire(Role.CLERK, district.elm, to=user, ends=TODAY + DAY)
    oak, elm, further = roles_held(Grant.objects.of(user.actor), on=TODAY)
    assert [(one.goes_on, one.is_soon) for one in (oak, elm, further)] == [
        (True, False),
        (False, True),
        (False, True),
    ]
    ending = what_ends(oak.grant, user, on=TODAY)
    assert [one.place for one in ending.keeps] == ["Elm"]
    assert ending.goes_on_until == TODAY + SOON
    assert what_ends(elm.grant, user, on=TODAY).goes_on_until is None
