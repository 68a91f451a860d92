"""Letters to look at before, and to print after: one copy, one batch."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from accounts.access import (
    StaffRequest,
    fetch,
    forbidden,
    log_read,
    not_there,
    requires,
    students_for,
)
from accounts.choices import Permission
from audit.actions import record
from audit.choices import Access
from core.downloads import download
from documents.access import Stamp, redirect_to
from documents.actions import bind, read, superseded
from documents.choices import PDF, AddressPurpose
from letters.access import batches_for, notices_for
from letters.actions.approving import drafts
from letters.actions.printing import number_of, rendering, wordings_of
from letters.choices import Stage
from letters.models import Copy, LetterFile, Notice
from letters.queries.detail import taken_back
from letters.queries.due import due_letters
from letters.queries.obstacles import sought
from letters.queries.sheet import html_of
from letters.queries.wordings import WordingIsMissing, stationery
from letters.views.guards import require_contact
from students.rules.names import by_name

NO_COPY = "There is nobody to write to yet, or no approved wording: nothing to look at."


@require_safe
@requires(Permission.LETTER_READ)
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as a page: as it was approved, or as it would be today."""
    copy = _previewed(request, pk)
    sheet = html_of(
        copy.facts, wordings_of(copy), number=number_of(copy), style=static("print/screen.css")
    )
    return HttpResponse(sheet)


@require_safe
@requires(Permission.LETTER_READ)
def preview_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as a PDF: as it was approved, or as it would be today. Nothing is kept. One whose
    report fell says so on its pages.
    """
    copy = _previewed(request, pk)
    drawn = rendering(copy).content
    if since := taken_back([pk]).get(pk):
        drawn = superseded(drawn, on=since, languages=_languages(copy))
    return download(drawn, f"preview-{pk}.pdf", media_type=PDF, is_read=True)


def _previewed(request: StaffRequest, pk: int) -> Copy:
    notice = fetch(request, Notice, Permission.LETTER_READ, pk, related=["student", "school"])
    require_contact(request, notice)
    copies = list(Copy.objects.filter(notice=notice).order_by("pk"))
    if not copies:
        copies = _drafted(request, notice)
    if not copies:
        not_there(request, NO_COPY)
    asked = request.GET.get("to", "")
    return next((copy for copy in copies if copy.recipient == asked), copies[0])


def _drafted(request: StaffRequest, notice: Notice) -> list[Copy]:
    [letter] = due_letters([notice], on=request.scope.on)
    try:
        return drafts(letter, stationery(notice.kind, on=request.scope.on), on=request.scope.on)
    except WordingIsMissing:
        return []


@require_safe
@requires(Permission.LETTER_READ)
def copy_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The PDF of one copy, as it was sent; one whose report fell says so on its pages."""
    along = ["document", "letter__notice__student"]
    file = fetch(request, LetterFile, Permission.LETTER_READ, pk, related=along)
    require_contact(request, file.letter.notice)
    since = taken_back([file.letter.notice_id]).get(file.letter.notice_id)
    stamp = Stamp(since, _languages(file.letter)) if since else None
    return redirect_to(request, file.document, purpose=AddressPurpose.READ, stamp=stamp)


def _languages(copy: Copy) -> list[str]:
    """The languages of whom a copy is for, beside English."""
    return [one for one in dict.fromkeys([copy.language, *copy.languages]) if one != "en"]


@require_safe
@requires(Permission.LETTER_MAIL)
def batch_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The printed letters of a batch within reach, as one file for the office's printer; without those
    whose students are to be found first.
    """
    found, scope = fetch(request, batches_for, Permission.LETTER_MAIL, pk), request.scope
    mine = notices_for(scope, Permission.LETTER_MAIL, on=scope.on).filter(batch=pk)
    ready = mine.filter(stage__in=[Stage.PRINTED, Stage.MAILED])
    readable = students_for(scope, Permission.CONTACT_READ, on=scope.on)
    if ready.exclude(student__in=readable).exists():
        forbidden(request, "a letter shows an address")
    every = _files_of(ready)
    on_way = [one.letter.notice for one in every if one.letter.notice.stage == Stage.PRINTED]
    waits = sought(on_way, on=scope.on)
    sheets = [one for one in every if one.letter.notice_id not in waits]
    if not sheets:
        context = {"batch": found, "is_held": bool(every)}
        return render(request, "letters/nothing_printed.html", context, status=409)
    _taken(request, pk, sorted({one.letter.notice.student_id for one in sheets}))
    since = taken_back({one.letter.notice_id for one in sheets})
    parts = ((_bookmark(one), _sheet(one, since.get(one.letter.notice_id))) for one in sheets)
    bound = bind(parts, title=f"Letters, batch {pk}", on_fronts=True)
    return download(bound, f"letters-batch-{pk}.pdf", media_type=PDF, is_read=True)


def _files_of(notices: QuerySet[Notice]) -> list[LetterFile]:
    """The printed copies of these letters, by school and by student."""
    rows = LetterFile.objects.filter(letter__notice__in=notices).order_by(
        *by_name("letter__notice__school"), *by_name("letter__notice__student"), "letter_id"
    )
    return list(rows.select_related("document", "letter__notice__student"))


def _sheet(file: LetterFile, since: date | None) -> bytes:
    kept = read(file.document.sha256)
    return superseded(kept, on=since, languages=_languages(file.letter)) if since else kept


def _bookmark(file: LetterFile) -> str:
    return f"{file.letter.notice.student.name_and_id}: {file.letter.name}"


def _taken(request: StaffRequest, batch: int, students: list[int]) -> None:
    log_read(request, "letters.batch", students, access=Access.EXPORTED)
    record(
        request.act,
        action="letter.downloaded",
        target_kind="letters.batch",
        target_id=batch,
        student_id=students[0] if len(students) == 1 else None,
        detail={"students": len(students)},
    )
