"""The chain of a student: which step used which day, and taking back what was filed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from attendance.models import TruancyReport
from core.addresses import with_query
from core.columns import Column, Columns
from core.refusals import attempt
from desk.forms import VerdictForm, YearForm
from desk.queries.chain import chain_of
from sarb.actions import verdicts
from students.models import Student
from students.rules import school_year_of

OF_DAYS = Columns(Column("day", "Day"), Column("now", "Now"), Column("uses", "Used by"))
SAID = {
    "withdraw": "Report withdrawn. What leaned on it follows below.",
    "uphold": "Report upheld. What waited for it may go on.",
}


@require_safe
@requires(Permission.ATTENDANCE_READ)
def chain(request: StaffRequest, pk: int) -> HttpResponse:
    """One student's reports of a school year, their days, and what used each."""
    found = fetch(request, Student, Permission.ATTENDANCE_READ, pk)
    year = YearForm(request.GET).chosen or school_year_of(request.scope.on)
    return _page(request, found, year)


def _page(
    request: StaffRequest, student: Student, school_year: int, sent: VerdictForm | None = None
) -> HttpResponse:
    found = chain_of(request.scope, student, school_year=school_year)
    forms = {
        one.filed.pk: sent
        if sent and sent.key == one.filed.pk
        else VerdictForm(key=one.filed.pk, today=request.scope.on)
        for one in found.reports
        if one.verbs
    }
    context = {
        "student": student,
        "school_year": school_year,
        "chain": found,
        "columns": OF_DAYS,
        "rows": [(one, forms.get(one.filed.pk)) for one in found.reports],
    }
    return render(request, "desk/chain.html", context, status=422 if sent else 200)


@require_POST
@requires(Permission.REPORT_FILE)
def decide_report(request: StaffRequest, pk: int) -> HttpResponse:
    """Withdraw or uphold a report, with the reason."""
    report = fetch(request, TruancyReport, Permission.REPORT_FILE, pk, related=["student"])
    form = VerdictForm(request.POST, key=pk, today=request.scope.on)
    if not form.is_valid():
        return _page(request, report.student, report.school_year, form)
    given = form.cleaned_data
    decided = attempt(
        request,
        lambda: verdicts.decide(request.act, report=report, **given),
        SAID[given["verb"]],
        form=form,
    )
    if not decided:
        return _page(request, report.student, report.school_year, form)
    here = reverse("chain", args=[report.student_id])
    return redirect(with_query(here, year=report.school_year) + f"#report-{pk}")
