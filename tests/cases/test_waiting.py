"""What waits in cases: the number of a morning is its list, on each edge and for each scope."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from cases.access import answered_cases, own_cases
from cases.actions import close_case, dismiss, make_task, snooze, undo
from cases.choices import CloseReason
from cases.models import Case
from cases.queries import count_cases, rows_of
from cases.queries.caseload import overdue, unreached, with_letters
from cases.queries.today import all_waiting, own_waiting
from cases.views import caseload
from students.models import Enrollment
from tests.factories import TODAY, CaseFactory, EnrollmentFactory, act
from tests.letters.rows import notice_about
from tests.opened import Opened, compare
from tests.world import hire, sign_in

EDGE = 14  # days of the policy


def ago(days):
    return None if days is None else TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("due", "opened", "reached", "is_overdue", "is_idle", "is_unreached"),
    [
        (1, 1, None, 1, 0, 0),
        (0, 1, None, 0, 0, 0),  # due today is not late
        (None, 1, None, 0, 1, 0),
        (0, EDGE, None, 0, 0, 0),
        (0, EDGE + 1, None, 0, 0, 1),
        (0, 90, EDGE, 0, 0, 0),
        (0, 90, EDGE + 1, 0, 0, 1),
    ],
)
def test_each_number_is_its_list(
    district, who, due, opened, reached, is_overdue, is_idle, is_unreached
):
    CaseFactory(
        student=district.ana,
        school=district.oak,
        owner=who,
        next_due_on=ago(due),
        opened_on=ago(opened),
        last_reached_on=ago(reached),
    )
    cases = own_cases(who, on=TODAY)
    expected = (1, is_overdue, is_idle, is_unreached)
    for load in (
        own_waiting(who, on=TODAY),
        all_waiting(hire(Role.DIRECTOR), on=TODAY),
        count_cases(cases, on=TODAY),
    ):
        assert (load.total, load.overdue, load.idle, load.unreached) == expected
        assert load.unreached_days == EDGE
    assert cases.filter(overdue(TODAY)).count() == is_overdue
    assert cases.filter(unreached(TODAY, EDGE)).count() == is_unreached
    [row] = rows_of(list(cases), on=TODAY, unreached_days=EDGE)
    assert (row.is_overdue, row.is_unreached) == (bool(is_overdue), bool(is_unreached))


def test_nobody_has_to_be_reached_about_a_closed_case(district, who):
    closed = {"closed_on": TODAY, "closed_by": who, "close_reason": CloseReason.MOVED}
    case = CaseFactory(student=district.ana, opened_on=ago(90), **closed)
    [row] = rows_of([case], on=TODAY, unreached_days=EDGE)
    assert not row.is_unreached


@pytest.mark.parametrize(("due", "late"), [(1, 1), (0, 0)])
def test_a_letter_that_is_due_today_is_not_late(district, due, late):
    case = CaseFactory(student=district.ana)
    notice_about(district.ana, district.oak, stage="due", due_by=ago(due))
    CaseFactory(student=district.ben)
    assert list(Case.objects.filter(with_letters())) == [case]
    assert Case.objects.filter(with_letters(late_on=TODAY)).count() == late


@pytest.mark.parametrize(
    ("place", "total"), [(None, 3), ("north", 2), ("oak", 1), ("elm", 1), ("dov", 1), ("eve", 0)]
)
def test_who_answers_for_others_counts_those_of_their_scope(district, who, place, total):
    for name, school in (("ana", "oak"), ("cleo", "elm"), ("dov", "pine")):
        CaseFactory(student=getattr(district, name), school=getattr(district, school), owner=who)
    closed = CaseFactory(student=district.ben, school=district.oak, owner=who)
    close_case(act(who), case=closed, reason=CloseReason.IMPROVED, note="")
    head = hire(Role.FIELD_COORDINATOR, getattr(district, place) if place else None)
    assert all_waiting(head, on=TODAY).total == total


def test_two_schools_are_counted_together_and_a_case_at_both_ways_once(district, who):
    head = hire(Role.SCHOOL_ADMINISTRATOR, district.oak)
    hire(Role.SCHOOL_ADMINISTRATOR, district.pine, to=head)
    hire(Role.SCHOOL_ADMINISTRATOR, district.ana, to=head)
    for name, school in (("ana", "oak"), ("cleo", "elm"), ("dov", "pine")):
        CaseFactory(student=getattr(district, name), school=getattr(district, school), owner=who)
    assert all_waiting(head, on=TODAY).total == 2


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMINISTRATOR, Role.FIELD_COORDINATOR])
@pytest.mark.parametrize(("at", "total"), [("oak", 1), ("pine", 0)])
def test_a_case_is_counted_and_listed_at_its_own_school_when_the_student_moves(
    district, role, at, total
):
    """Ana left Oak for Pine: her case is Oak's until she was judged there, and then is not."""
    Enrollment.objects.filter(student=district.ana).update(exit_date=ago(1))
    EnrollmentFactory(student=district.ana, school=district.pine, entry_date=TODAY)
    CaseFactory(student=district.ana, school=getattr(district, at))
    head = hire(role, district.oak if role == Role.SCHOOL_ADMINISTRATOR else district.north)
    assert all_waiting(head, on=TODAY).total == total
    assert answered_cases(head, on=TODAY).count() == total
    listed = sign_in(head).get(reverse("cases:everybody")).content.decode()
    assert ("Ito, Ana" in listed) is bool(total)


def test_cases_are_counted_and_listed_alike_for_two_grants_and_for_the_district(district, who):
    head = hire(Role.SCHOOL_ADMINISTRATOR, district.oak)
    hire(Role.SCHOOL_ADMINISTRATOR, district.dov, to=head)
    for name, school in (("ana", "oak"), ("cleo", "elm"), ("dov", "pine")):
        CaseFactory(student=getattr(district, name), school=getattr(district, school), owner=who)
    for one in (head, hire(Role.DIRECTOR)):
        assert answered_cases(one, on=TODAY).count() == all_waiting(one, on=TODAY).total
    assert answered_cases(head, on=TODAY).count() == 2


# --- Tasks of a case ----------------------------------------------------------------------


def left(by, student):
    return make_task(act(by), student=student, kind="visit", title="Visit", due_on=TODAY)


def test_a_task_on_somebody_s_case_is_theirs_whoever_leaves_it(district, case, who, boss):
    task = left(boss, district.ana)
    assert (task.owner, task.made_by) == (who, boss)
    case.refresh_from_db()
    assert (case.next_action, case.next_due_on) == ("Visit", TODAY)


@pytest.mark.parametrize("decide", ["dismiss", "snooze", "nothing"])
def test_of_a_closed_case_no_decision_is_taken_back(district, case, who, decide):
    task = left(who, district.ana)
    if decide == "dismiss":
        dismiss(act(who), task=task, reason="Not needed")
    elif decide == "snooze":
        snooze(act(who), task=task, until=TODAY + timedelta(days=3), reason="Holiday")
    closed = close_case(act(who), case=case, reason=CloseReason.IMPROVED, note="")
    task.refresh_from_db()
    before = (task.state, task.state_reason, task.due_on)
    undo(act(who), task=task)
    task.refresh_from_db()
    assert (task.state, task.state_reason, task.due_on) == before
    assert (task.state, closed.next_action, closed.next_due_on) == ("dismissed", "", None)


@pytest.mark.parametrize(
    "asked", ["", "?show=overdue", "?tier=early", "?show=idle&tier=early", "?q=ben"]
)
def test_views_and_tiers_count_what_they_show_beside_what_else_is_asked(district, who, asked):
    for student, tier, due in (
        (district.ana, "early", TODAY - timedelta(days=1)),
        (district.ben, "early", None),
        (district.eve, "intensive", TODAY - timedelta(days=1)),
    ):
        CaseFactory(student=student, owner=who, tier=tier, next_due_on=due)
    browser, here = sign_in(who), f"/caseload/{asked}"
    page = Opened(browser.get(here).content.decode())
    assert len(page.numbers) >= 6
    assert compare(here, page, lambda there: browser.get(there).content.decode()) == []


def test_a_case_out_of_reach_is_none_of_one_s_own(district, who):
    for student, school in ((district.ana, district.oak), (district.dov, district.pine)):
        CaseFactory(student=student, school=school, owner=who)
    assert own_waiting(who, on=TODAY).total == own_cases(who, on=TODAY).count() == 1


def test_whoever_answers_for_single_students_has_their_cases_counted(district):
    user = hire(Role.SCHOOL_ADMINISTRATOR, district.dov)
    CaseFactory(student=district.ana, school=district.oak)
    CaseFactory(student=district.dov, school=district.pine)
    assert all_waiting(user, on=TODAY).total == answered_cases(user, on=TODAY).count() == 1


@pytest.mark.parametrize(("most", "offered"), [(9, 2), (1, 0)])
def test_of_very_many_people_and_schools_a_box_offers_the_one_asked_for(
    district, who, boss, monkeypatch, most, offered
):
    monkeypatch.setattr(caseload, "MOST_OFFERED", most)
    CaseFactory(student=district.ana, school=district.oak, owner=who)
    CaseFactory(student=district.dov, school=district.pine, owner=boss)
    client, listed = sign_in(hire(Role.DIRECTOR)), reverse("cases:everybody")
    page = client.get(listed).content.decode()
    assert sum(f'value="{one.pk}">{one}' in page for one in (who, boss)) == offered
    page = client.get(f"{listed}?owner={who.pk}").content.decode()
    assert f'value="{who.pk}" selected>{who}' in page
    assert "Ito, Ana" in page
