"""Files of letters whose report fell: they say so on every page that is taken out."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from core.clock import day_of
from documents.actions import files
from letters.choices import EventKind, Stage
from letters.models import LetterEvent, Notice
from letters.queries.detail import taken_back
from tests.letters.rows import printed_letter, sheet

ENGLISH, SPANISH = "what it tells was taken back", "Este documento ya no vale"


def happens(notice, *kinds):
    for kind in kinds:
        LetterEvent.objects.create(notice=notice, kind=kind, actor_kind="job", actor_name="A job")


@pytest.fixture
def letter(district, store):
    """A letter about Ana that was printed, to a mother who speaks Spanish."""
    return printed_letter(district.ana, district.oak, language="es", languages=["es", "en"])


@pytest.mark.parametrize(
    ("kinds", "is_back"),
    [
        ([], False),
        (["printed", "mailed"], False),
        (["withdrawn"], True),
        (["not_sent"], False),
        (["withdrawn", "reopened"], False),
        (["mailed", "unsupported"], True),
        (["mailed", "unsupported", "supported"], False),
        (["mailed", "unsupported", "supported", "unsupported"], True),
    ],
)
def test_the_newest_verdict_says_whether_it_was_taken_back(letter, kinds, is_back):
    notice = letter.notice
    happens(notice, *map(EventKind, kinds))
    found = taken_back([notice.pk])
    assert (notice.pk in found) is is_back
    if is_back:
        newest = LetterEvent.objects.order_by("pk").last()
        assert found == {notice.pk: day_of(newest.at)}


def test_its_file_and_that_of_its_batch_say_so_in_the_adult_s_language_first(letter, counselor):
    Notice.objects.filter(pk=letter.notice_id).update(stage=Stage.MAILED)
    happens(letter.notice, EventKind.MAILED)
    files_of = [
        reverse("letters:copy_pdf", args=[letter.pk]),
        reverse("letters:batch_pdf", args=[letter.notice.batch_id]),
        reverse("letters:preview_pdf", args=[letter.notice_id]),
    ]
    assert not any(ENGLISH in text_of(counselor, one) for one in files_of)
    happens(letter.notice, EventKind.UNSUPPORTED)
    for one in files_of:
        text = text_of(counselor, one)
        assert 0 <= text.index(SPANISH) < text.index(ENGLISH)
    assert files.read(letter.file.document.sha256) == sheet()


def text_of(browser, address):
    content = browser.client.get(address, follow=True).content
    return " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
