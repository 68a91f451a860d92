"""One student's fall whose marks are corrected after reports were filed."""

from datetime import date

from attendance.actions.assess import assess
from attendance.actions.due import mark_due
from attendance.actions.reports import file_reports
from attendance.models import AttendanceCode, Mark, MarkChange, ReportFlag, TruancyReport
from attendance.queries.holds import Answer
from attendance.queries.reports import due_reports_of
from attendance.queries.waiting import waiting_among
from core import sql
from tests.attendance.deciding import decide
from tests.attendance.fall_of_2026 import YEAR, at, filed, on, student_year
from tests.attendance.world import load
from tests.factories import UserFactory, act

EARLY_OCTOBER = "10-06"


def days(*written: str) -> tuple[date, ...]:
    return tuple(on(day) for day in written)


def report(moment: str, *listed: str, **kind):
    """A report filed at a moment, as `fall_of_2026.filed`, with the days it lists."""
    return filed(moment, listed_dates=days(*listed), **kind)


def judged_year(*marks, as_of=EARLY_OCTOBER, **records) -> None:
    load(student_year(*marks, **records))
    for table in ("attendance_truancyreport", "attendance_reportdecision"):
        # The world has keys of its own: what is filed from here on takes others.
        take = (
            "SELECT max(nextval(pg_get_serial_sequence(%(of)s, 'id'))) FROM generate_series(1, 9)"
        )
        sql.value(take, {"of": table})
    judge(as_of)


def judge(as_of=EARLY_OCTOBER) -> None:
    mark_due([(1, YEAR)])
    assess(act(at=at(as_of)))


def correct(day: str, code: str = "E", as_of=EARLY_OCTOBER) -> None:
    """Change the mark of a day to another code, as an import does, and judge."""
    mark = Mark.objects.get(student=1, date=on(day))
    new = AttendanceCode.objects.get(code=code)
    MarkChange.objects.create(
        student_id=1,
        school_id=mark.school_id,
        date=mark.date,
        period=mark.period,
        old_code=mark.code.code,
        new_code=code,
        withdrawn=False,
        changed_by="test",
    )
    Mark.objects.filter(pk=mark.pk).update(code=new)
    judge(as_of)


def flags() -> dict[int, list[str]]:
    """The reasons on file by the key of the report."""
    return dict(ReportFlag.objects.values_list("report_id", "reasons"))


def waiting() -> set[int]:
    return waiting_among(TruancyReport.objects.values_list("pk", flat=True))


def decided(number: int, verb: str, moment: str = "10-07"):
    """A named person decides; `number` is the key of the report."""
    found = TruancyReport.objects.get(pk=number)
    return decide(act(UserFactory(), at=at(moment)), report=found, verb=verb, reason="a note")


def file_due(moment: str, *, answered: bool = True):
    """File what is due, with an answer to whatever words may answer."""
    on_day = at(moment).date()
    answers = {
        one.student_id: Answer("asked", one.questions) for one in due_reports_of([1], on=on_day)
    }
    by = act(UserFactory(), at=at(moment))
    return file_reports(by, students=[1], answers=answers if answered else {})
