"""Pages of batches: how far the printer is, and what is printed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, fetch, log_read, requires
from accounts.choices import Permission
from core.lists import Asked, ListKind, Nothing, list_page
from letters.access import batches_for, notices_for
from letters.choices import Stage
from letters.forms import MailedForm
from letters.models import Batch
from letters.queries.detail import BY_SCHOOL, detail_of, with_history
from letters.queries.lists import BatchDetail, batches_of
from letters.queries.obstacles import sought
from letters.views.waits import dated_today

OF_BATCH = ListKind(
    "batch-letters",
    "letter,letters",
    "Letters of the batch",
    Nothing("No letter is in this batch any more", mark="mail"),
)
IN_BATCH = (Stage.APPROVED, Stage.PRINTED, Stage.MAILED)


@require_safe
@requires(Permission.LETTER_MAIL)
def batch(request: StaffRequest, pk: int) -> HttpResponse:
    """One batch: how far the printer is, the file to print, and marking it as mailed.

    While it is being printed only how far it is comes again, which names nobody.
    """
    return batch_page(request, pk)


def batch_page(
    request: StaffRequest, pk: int, mailed_form: MailedForm | None = None
) -> HttpResponse:
    """The page of a batch; again with the form that was sent and refused."""
    found = fetch(request, batches_for, Permission.LETTER_MAIL, pk)
    mine = notices_for(request.scope, Permission.LETTER_MAIL, on=request.scope.on).filter(batch=pk)
    batch = next(iter(batches_of(mine, stages=IN_BATCH)), None)
    if request.htmx and not request.htmx.boosted:  # the printer's part asks by itself
        return _progress(request, found, batch)
    rows = with_history(mine.select_related("student", "school")).order_by(*BY_SCHOOL)
    here = reverse("letters:batch", args=[pk])
    page = list_page(request, OF_BATCH, rows, asked=Asked(request.GET), path=here)
    log_read(request, "letters:batch", [notice.student_id for notice in page])
    printed = [*mine.filter(stage=Stage.PRINTED).order_by("pk")]
    waits = sought([*{*printed, *page}], on=request.scope.on)
    ready = [one.pk for one in printed if one.pk not in waits]
    context = {
        "trail": [("Letters", reverse("letters:letters")), (f"Batch {found.pk}", "")],
        "batch": batch,
        "found": found,
        "page": page,
        "rows": [(notice, detail_of(notice), notice.pk in waits) for notice in page],
        "ready_ids": ",".join(map(str, ready)),
        "ready": ready,
        "held": len(printed) - len(ready),
        "mailed_form": mailed_form or dated_today(request),
    }
    status = 422 if mailed_form else 200
    return render(request, "letters/batch.html", context, status=status)


def _progress(request: StaffRequest, found: Batch, batch: BatchDetail | None) -> HttpResponse:
    """How far the printer is; the whole page anew when it is through."""
    context = {"found": found, "batch": batch}
    response = render(request, "letters/_batch_progress.html", context)
    if batch is None or batch.is_over:
        response["HX-Refresh"] = "true"
    return response
