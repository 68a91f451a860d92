"""What a note's page shows of its papers."""

import uuid
from collections.abc import Mapping
from typing import Any

from accounts.access import StaffRequest
from contacts.actions.papers import reasons_of_paper
from contacts.forms import AttachForm, WithdrawPaperForm
from contacts.models import NotePaper
from contacts.views.guards import manages_all


def beside_note(
    request: StaffRequest,
    shown: Mapping[str, Any],
    *,
    attach_form: AttachForm | None = None,
    paper_forms: Mapping[int, WithdrawPaperForm] | None = None,
) -> dict[str, Any]:
    """Return the papers of the note that is shown, each with the form that takes it off, for who may, and
    the form that attaches another. One statement, and those of who manages the cases.
    """
    note, students = shown["note"], shown["students"]
    found = note.papers.select_related("document", "by", "note", "withdrawal__by").order_by("pk")
    papers = list(found)
    stands = not (hasattr(note, "withdrawal") or shown["withdraws"])
    writes = shown["may"]["write"] and not shown["others"] and stands
    manages = bool(papers) and writes and manages_all(request, students)
    forms = {one.pk: _form(request, one, manages) for one in papers if writes}
    forms |= paper_forms or {}
    return {
        "papers": [(paper, forms.get(paper.pk)) for paper in papers],
        "attach_form": (attach_form or AttachForm()) if writes else None,
        "attach_uuid": uuid.uuid4(),
    }


def _form(request: StaffRequest, paper: NotePaper, manages: bool) -> WithdrawPaperForm | None:  # noqa: FBT001 - of the viewer
    """Return the form that takes a paper off, or None for who may not, and of one that is off."""
    if hasattr(paper, "withdrawal"):
        return None
    reasons = reasons_of_paper(request.user.pk, paper, manages=manages)
    return WithdrawPaperForm(reasons=reasons, key=paper.pk) if reasons else None
