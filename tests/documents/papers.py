"""Files to keep: PDFs of so many pages, and documents of them."""

import io

import pikepdf

from documents.actions import attach, store
from documents.choices import PDF, Retention
from documents.models import Document
from tests.factories import act


def pdf(pages: int = 1) -> bytes:
    out, empty = io.BytesIO(), pikepdf.new()
    for _ in range(pages):
        empty.add_blank_page()
    empty.save(out, static_id=True)
    return out.getvalue()


def document(student=None, *, by=None, content=b"%PDF", media_type=PDF, **values) -> Document:
    return attach(
        act(by),
        store(content, media_type=media_type),
        **{
            "record": ("letters.copy", 17),
            "title": "letter-3-17",
            "retention": Retention.NOTICE,
            "student_id": student.pk if student else None,
            **values,
        },
    )
