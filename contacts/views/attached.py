"""What a note's page shows of its papers."""

import uuid
from collections.abc import Mapping
from typing import Any

from accounts.access import StaffRequest
from accounts.choices import Permission
from contacts.access import notes_for
from contacts.actions.papers import reasons_of_paper
from contacts.forms import AttachForm, WithdrawPaperForm
from contacts.models import Note, NotePaper
from contacts.queries.wordings import wordings_of
from contacts.views.guards import manages_all


def beside_note(
    request: StaffRequest,
    shown: Mapping[str, Any],
    *,
    attach_form: AttachForm | None = None,
    paper_forms: Mapping[int, WithdrawPaperForm] | None = None,
) -> dict[str, Any]:
    """Return the papers of all wordings of the note that is shown, each with the form that takes it off,
    for who may, and the form that attaches another to the newest. One statement for a note that was
    never amended, and those of who manages the cases. A note about several students has no papers.
    """
    note, students = shown["note"], shown["students"]
    papers = _papers(request, note) if not shown["others"] else []
    is_several = len(students) + shown["others"] > 1
    stands = not (hasattr(note, "withdrawal") or shown["withdraws"])
    writes = shown["may"]["write"] and not shown["others"] and stands
    takes = not (is_several or shown["is_amended"])
    manages = bool(papers) and writes and manages_all(request, students)
    forms = {one.pk: _form(request, one, manages) for one in papers if writes}
    forms |= paper_forms or {}
    return {
        "papers": [(paper, forms.get(paper.pk)) for paper in papers],
        "attach_form": (attach_form or AttachForm()) if writes and takes else None,
        "is_several": is_several,
        "attach_uuid": uuid.uuid4(),
    }


def _papers(request: StaffRequest, note: Note) -> list[NotePaper]:
    """Return the papers of the wordings that the viewer reads, those that were taken off, too."""
    keys = [one.pk for one in wordings_of(note)]
    read = notes_for(request.scope, Permission.CASE_READ, on=request.scope.on).filter(pk__in=keys)
    found = NotePaper.objects.filter(note__in=read)
    return list(found.select_related("document", "by", "note", "withdrawal__by").order_by("pk"))


def _form(request: StaffRequest, paper: NotePaper, manages: bool) -> WithdrawPaperForm | None:  # noqa: FBT001 - of the viewer
    """Return the form that takes a paper off, or None for who may not, and of one that is off."""
    if hasattr(paper, "withdrawal"):
        return None
    reasons = reasons_of_paper(request.user.pk, paper, manages=manages)
    return WithdrawPaperForm(reasons=reasons, key=paper.pk) if reasons else None
