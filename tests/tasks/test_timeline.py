"""What a timeline tells of tasks: what was decided, by whom and why; what waits is no news."""

from datetime import timedelta

from tasks.actions import dismiss, do, make_task, snooze, undo
from tasks.queries.timeline import timeline
from tests.factories import TODAY, act


def left(student, who, title):
    """A task that somebody left yesterday, with a reason of its own."""
    return make_task(
        act(who, on=TODAY - timedelta(days=1)),
        student=student,
        kind="visit",
        title=title,
        due_on=TODAY,
        reason="Three days in a row.",
    )


def test_what_was_done_and_what_was_dismissed_with_whoever_decided_when_and_why(
    district, who, boss
):
    do(act(who), task=left(district.ana, who, "Visit"), note="Nobody home.")
    dismiss(act(boss), task=left(district.ana, who, "Call"), reason="Moved away.")
    told = [(one.title, one.by, one.text, one.at) for one in timeline(district.ana.pk)]
    assert told == [
        ("Done: Visit", who.name, "Nobody home.", act().at),
        ("Dismissed: Call", boss.name, "Moved away.", act().at),
    ]


def test_what_waits_or_was_taken_back_is_not_told(district, who):
    left(district.ana, who, "Open")
    snooze(act(who), task=left(district.ana, who, "Later"), until=TODAY, reason="Holiday")
    again = do(act(who), task=left(district.ana, who, "Done by mistake"))
    undo(act(who), task=again)
    assert list(timeline(district.ana.pk)) == []


def test_another_student_s_tasks_are_not_told(district, who):
    do(act(who), task=left(district.ben, who, "Visit"))
    assert list(timeline(district.ana.pk)) == []
    assert len(list(timeline(district.ben.pk))) == 1
