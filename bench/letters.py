"""Printing letters, against bare WeasyPrint on the same HTML with the same variant and finisher."""

import tempfile
from datetime import date

from django.db import transaction
from django.test import override_settings
from weasyprint import HTML, Attachment

from attendance.models import DayOutcome, TruancyReport
from audit.actions import act_of
from bench.rows import TIMES, Clock, Row, ratio_of
from bench.world import BENCH
from core import pdf
from core.canonical import canonical
from letters.actions import approve, approve_wording, print_next
from letters.actions.printing import STYLES, number_of, wordings_of
from letters.choices import NoticeKind
from letters.models import Copy, Notice
from letters.queries.sheet import html_of
from letters.queries.wordings import proposed_wordings
from students.models import Enrollment, Guardian, Guardianship, School, Student
from students.rules import school_year_of

EACH = 20
BORN = date(2014, 3, 1)
BOUND = 1.25  # time for a letter of ours against bare: at least 0.8 of its pace
PART, BASE = "claim, print, store, settle", "bare WeasyPrint"


def rows() -> list[Row]:
    """One ratio of time. The letters are not kept, nor their files."""
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(MEDIA_ROOT=folder, TESTING=True),
        transaction.atomic(),
    ):
        _approve((TIMES + 1) * EACH)
        sheets = [_sheet(copy) for copy in Copy.objects.order_by("pk")[:EACH]]
        clock = Clock()
        _print(EACH)  # fonts, styles and statements are looked up once
        _bare(sheets[:1])
        for _ in range(TIMES):
            with clock.measure(BASE):
                _bare(sheets)
            with clock.measure(PART):
                _print(EACH)
        transaction.set_rollback(True)
    return [ratio_of(clock, "time, letters", PART, BASE, BOUND, f" of {EACH}")]


def _print(count: int) -> None:
    for _ in range(count):
        printed = print_next(act_of(BENCH))
        if printed is None or not printed.pages:
            raise RuntimeError("a letter was not printed")


def _bare(sheets: list[tuple[str, bytes]]) -> None:
    fonts = pdf.font_configuration()
    fetcher = pdf.ShippedFiles()
    base = (fetcher.root / STYLES).as_uri() + "/"
    for html, facts in sheets:
        HTML(string=html, base_url=base, url_fetcher=fetcher).write_pdf(
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            finisher=pdf.finish,
            attachments=[Attachment(string=facts, name="evidence.json", relationship="Data")],
        )


def _sheet(copy: Copy) -> tuple[str, bytes]:
    html = html_of(copy.facts, wordings_of(copy), number=number_of(copy))
    return html, canonical(copy.facts)


def _approve(count: int) -> None:
    """Approve so many bilingual letters about made-up students with four days each."""
    act = act_of(BENCH)
    today = act.on
    school = School.objects.order_by("pk")[0]
    students = Student.objects.bulk_create(
        Student(sis_id=f"bench-{n}", first_name="Ana", last_name="Ito", birth_date=BORN)
        for n in range(count)
    )
    days = [today.replace(day=1 + n) for n in range(4)]
    Enrollment.objects.bulk_create(
        Enrollment(student=student, school=school, entry_date=days[0]) for student in students
    )
    _families(students)
    DayOutcome.objects.bulk_create(
        DayOutcome(
            student=student,
            school=school,
            date=day,
            outcome="absent",
            excuse="unexcused",
            occasions=1,
            countable_on=day,
            why="full_day",
        )
        for student in students
        for day in days
    )
    for proposal in proposed_wordings(on=today):
        if not proposal.faults:
            approve_wording(act, sha256=proposal.sha256)
    reports = TruancyReport.objects.bulk_create(
        TruancyReport(
            student=student,
            school_year=school_year_of(today),
            filed_at=act.at,
            source="filed",
            source_key=f"bench:{student.pk}",
            listed_dates=days,
        )
        for student in students
    )
    notices = Notice.objects.bulk_create(
        Notice(
            student=report.student,
            school=school,
            school_year=report.school_year,
            kind=NoticeKind.FIRST_NOTICE,
            report=report,
            due_by=today,
        )
        for report in reports
    )
    done = approve(act, notices=[notice.pk for notice in notices])
    if len(done.notices) != count:
        raise RuntimeError(f"{len(done.notices)} letters approved of {count}")


def _families(students: list[Student]) -> None:
    adults = Guardian.objects.bulk_create(
        Guardian(
            sis_id=f"bench-{n}",
            first_name="María",
            language="es",
            street=f"{n} Elm St",
            city="Los Angeles",
            state="CA",
            zip="90001",
        )
        for n in range(len(students))
    )
    Guardianship.objects.bulk_create(
        Guardianship(
            student=student,
            guardian=adult,
            relation="mother",
            lives_with=True,
            holds_education_rights=True,
        )
        for student, adult in zip(students, adults, strict=True)
    )
