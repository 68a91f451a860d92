"""What the row of a child who needs somebody says, and who comes first."""

from datetime import timedelta

import pytest

from accounts.choices import Role
from attendance.models import Standing
from cases.models import Case, LastReached
from cases.queries.needs import needs_of
from tasks.models import Task
from tests.desk.rows import judge, school_days, teach
from tests.factories import (
    TODAY,
    CaseFactory,
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    TaskFactory,
    UserFactory,
)
from tests.world import hire

YESTERDAY = TODAY - timedelta(days=1)
DAY = timedelta(days=1)


def proposed(student, **values):
    """A task that a rule proposed."""
    return TaskFactory(student=student, made_by=None, key=f"{Task.objects.count()}", **values)


def listed(who):
    return {line.pk for need in needs_of(who, on=TODAY).shown for line in need.tasks}


def of(who, student):
    [need] = [one for one in needs_of(who, on=TODAY).shown if one.student_id == student.pk]
    return need


def counts(needs):
    return {"overdue": needs.overdue, "new": needs.fresh, "today": needs.due}


# --- In which order, and what the row says ------------------------------------------------


def test_each_child_is_there_once_with_what_waits_and_who_needs_most_comes_first(district, who):
    late = TaskFactory(student=district.ana, owner=who, due_on=YESTERDAY)
    later = TaskFactory(student=district.ana, owner=who, due_on=TODAY)
    found = proposed(district.ben, owner=who, kind="locate")
    shown = needs_of(who, on=TODAY).shown
    assert [one.student for one in shown] == ["Ito, Ben", "Ito, Ana"]
    assert [[line.pk for line in one.tasks] for one in shown] == [[found.pk], [late.pk, later.pk]]
    assert [[why.words for why in one.reasons] for one in shown] == [
        ["Nobody knows where the student is", "New since yesterday", "Due today"],
        ["1 day overdue", "Due today"],
    ]


def test_of_two_who_need_the_same_the_name_decides(district, who):
    for student in (district.ben, district.ana):
        TaskFactory(student=student, owner=who)
    assert [one.student for one in needs_of(who, on=TODAY).shown] == ["Ito, Ana", "Ito, Ben"]


@pytest.mark.parametrize(("days", "waits"), [(14, False), (15, True)])
@pytest.mark.parametrize("reached", [True, False])
def test_a_family_nobody_reached_waits_without_a_task(district, who, days, waits, reached):
    ago = TODAY - timedelta(days=days)
    case = CaseFactory(student=district.ana, owner=who, opened_on=ago, school=district.oak)
    if reached:
        Case.objects.filter(pk=case.pk).update(
            last_reached_on=ago, opened_on=TODAY - timedelta(days=90)
        )
        LastReached.objects.create(student=district.ana, on=ago, how="Call", who="her aunt")
    needs = needs_of(who, on=TODAY)
    assert (needs.of, [one.student_id for one in needs.shown]) == (
        (1, [district.ana.pk]) if waits else (0, [])
    )
    if waits:
        since = "" if reached else " since the case was opened"
        assert [one.words for one in needs.shown[0].reasons] == [
            f"Nobody reached for 15 days{since}"
        ]
        assert needs.shown[0].tasks == []


@pytest.mark.parametrize(
    "values", [{"owner": None}, {"closed": True}, {"student": "dov"}, {"owner": "a colleague"}]
)
def test_whose_family_is_not_theirs_to_reach(district, who, values):
    student = getattr(district, values.get("student", "ana"))
    owner = {"a colleague": UserFactory(), None: None}.get(values.get("owner", who), who)
    long_ago = TODAY - timedelta(days=60)
    case = CaseFactory(student=student, owner=owner, opened_on=long_ago)
    if values.get("closed"):
        Case.objects.filter(pk=case.pk).update(
            closed_on=TODAY, closed_by=who, close_reason="improved"
        )
    assert needs_of(who, on=TODAY).of == 0


def test_absence_now_and_what_the_law_calls_for_are_told(district, who):
    teach(district.oak)
    judge(district.ana, district.oak, counted=4, as_of=school_days(4)[-1])
    TaskFactory(student=district.ana, owner=who)
    said = [one.words for one in of(who, district.ana).reasons]
    assert said == ["Absent 4 school days in a row", "1 report is due", "Due today"]
    Standing.objects.update(is_enrolled=False)  # who left owes nothing
    assert [one.words for one in of(who, district.ana).reasons] == ["Due today"]


def test_who_was_reached_last_and_where_the_child_is(district, who):
    adult = GuardianFactory(first_name="Rosa", last_name="Ito")
    LastReached.objects.create(
        student=district.ana, on=TODAY - 3 * DAY, how="Call", guardian=adult
    )
    TaskFactory(student=district.ana, owner=who)
    need = of(who, district.ana)
    assert (need.last_reached.who, need.last_reached.how, need.days_since_reached) == (
        "Rosa Ito",
        "Call",
        3,
    )
    assert (need.school, need.sis_id) == ("Oak", district.ana.sis_id)


# --- Whom to call -------------------------------------------------------------------------


def adult(student, phone="213 555 0143", **values):
    guardian = GuardianFactory(phone=phone, first_name=values.pop("name", "Rosa"), last_name="Ito")
    return GuardianshipFactory(student=student, guardian=guardian, **values)


def called(who, student):
    call = of(who, student).call
    return (call.name, call.phone.shown) if call else None


def test_the_primary_adult_is_called_first(district, who):
    TaskFactory(student=district.ana, owner=who)
    adult(district.ana, name="Ben", phone="213 555 0199")
    adult(district.ana, primary=True)
    assert called(who, district.ana) == ("Rosa Ito", "213 555 0143")


def test_whoever_must_not_be_contacted_and_has_no_number_is_not_called(district, who):
    TaskFactory(student=district.ana, owner=who)
    adult(district.ana, name="Otto", no_contact=True, primary=True)
    adult(district.ana, name="Mute", phone="", primary=False)
    assert called(who, district.ana) is None
    adult(district.ana, name="Rosa")
    assert called(who, district.ana) == ("Rosa Ito", "213 555 0143")


def test_telephones_are_told_of_those_over_whom_the_adults_may_be_read(district):
    somebody = hire(Role.COUNSELOR, district.oak)
    hire(Role.AUDITOR, to=somebody)  # reads cases everywhere, and no adults
    for student in (district.ana, district.dov):
        TaskFactory(student=student, owner=somebody)
        adult(student)
    assert called(somebody, district.ana) == ("Rosa Ito", "213 555 0143")
    assert called(somebody, district.dov) is None


# --- How many, and at what cost ------------------------------------------------------------


@pytest.mark.parametrize("many", [10, 50])
def test_as_many_statements_however_many_children_wait(
    district, who, django_assert_max_num_queries, many
):
    for _ in range(many):
        student = EnrollmentFactory(school=district.oak).student
        TaskFactory(student=student, owner=who, due_on=YESTERDAY)
        adult(student)
    with django_assert_max_num_queries(5):
        needs = needs_of(who, on=TODAY)
        assert all(one.call.phone for one in needs.shown)
    assert (needs.of, needs.overdue, len(needs.shown)) == (many, many, min(many, 20))


def test_the_first_three_tasks_of_a_child_are_shown_and_the_others_counted(district, who):
    tasks = [TaskFactory(student=district.ana, owner=who, due_on=YESTERDAY) for _ in range(4)]
    asked = TaskFactory(student=district.ana, owner=who, kind="answer")
    need = of(who, district.ana)
    assert [line.pk for line in need.tasks] == [asked.pk, *(task.pk for task in tasks[:2])]
    assert (need.tasks_of, need.more) == (5, 2)


def test_a_line_says_whose_it_is_and_whether_it_can_be_taken_back(district, who):
    TaskFactory(student=district.ana, owner=who, school=district.oak, undo={"state": "open"})
    TaskFactory(student=district.ben, school=district.oak)
    lines = [line for need in needs_of(who, on=TODAY).shown for line in need.tasks]
    assert [
        (line.student, line.owner, line.school, line.school_id, line.undo) for line in lines
    ] == [
        ("Ito, Ana", who.name, "Oak", district.oak.pk, True),
        ("Ito, Ben", "", "Oak", district.oak.pk, False),
    ]


def test_everybody_shown_is_told_for_the_log(district, who):
    TaskFactory(student=district.ben, owner=who)
    assert needs_of(who, on=TODAY).student_ids == (district.ben.pk,)
