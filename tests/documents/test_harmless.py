"""Pictures of every make are drawn anew, PDFs keep what is read of them, and what is too much ends alone."""

import io
import sys

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from documents.actions import FileIsRefused, take_in, uploads
from documents.actions.cleaning import CannotBeKept, cleaned
from tests.documents.brought import long_pdf, picture


def drawn(mode, color, form="PNG"):
    out = io.BytesIO()
    Image.new(mode, (4, 4), color).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "color"),
    [
        (drawn("RGB", (200, 0, 0)), (200, 0, 0)),
        (drawn("L", 90), (90, 90, 90)),
        (drawn("RGBA", (0, 0, 0, 0)), (255, 255, 255)),  # paper is white where nothing is drawn
        (drawn("P", 0), (0, 0, 0)),
        (drawn("CMYK", (0, 0, 0, 0), "JPEG"), (255, 255, 255)),
        (drawn("1", 1), (255, 255, 255)),
    ],
)
def test_a_picture_of_every_make_is_drawn_as_it_looks(content, color):
    kind, _, kept = cleaned(content)
    seen = Image.open(io.BytesIO(kept)).convert("RGB").getpixel((1, 1))
    assert kind == "image/jpeg"
    assert all(abs(one - other) < 12 for one, other in zip(seen, color, strict=True))


def made(change):
    """A page with words, after `change` did something to its file."""
    out, whole = io.BytesIO(), pikepdf.new()
    page = whole.add_blank_page().obj
    page.Contents = whole.make_stream(b"BT (Seen today) Tj ET")
    change(whole, page)
    whole.save(out, compress_streams=False)
    return out.getvalue()


def with_a_form(whole, page):
    field = whole.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("name"),
            V=String("Ana"),
            Rect=[0, 0, 9, 9],
            AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("evil()"))),
        )
    )
    page.Annots = Array([field])
    whole.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=String("evil"))


def with_a_launch(whole, page):
    start = Dictionary(S=Name.Launch, F=String("evil.exe"))
    page.Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=start)])


def with_bookmarks(whole, page):
    start = Dictionary(S=Name.URI, URI=String("https://evil.example"))
    one = whole.make_indirect(Dictionary(Title=String("evil"), A=start))
    whole.Root.Outlines = whole.make_indirect(Dictionary(First=one, Last=one, Count=1))


def with_a_movie(whole, page):
    page.Annots = Array([Dictionary(Subtype=Name.Movie, Rect=[0, 0, 9, 9], T=String("evil"))])


@pytest.mark.parametrize("change", [with_a_form, with_a_launch, with_bookmarks, with_a_movie])
def test_what_is_read_of_a_pdf_stays_and_what_acts_goes(change):
    content = made(change)
    assert b"evil" in content
    _, _, kept = cleaned(content)
    with pikepdf.open(io.BytesIO(kept)) as whole:
        assert b"Seen today" in whole.pages[0].Contents.read_bytes()
        left = io.BytesIO()
        whole.save(
            left, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
    assert b"evil" not in left.getvalue()
    assert (b"Ana" in left.getvalue()) is (change is with_a_form)  # what was filled in


@pytest.mark.parametrize(("pages", "is_kept"), [(1, True), (60, True), (61, False)])
def test_how_many_pages_a_pdf_may_have(pages, is_kept):
    if is_kept:
        assert cleaned(long_pdf(pages))[1] == pages
    else:
        with pytest.raises(CannotBeKept):
            cleaned(long_pdf(pages))


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import sys; sys.exit(1)", "opens to something too large"),
        ("import os; os.kill(os.getpid(), 9)", "opens to something too large"),
        ("import time; time.sleep(9)", "takes too long to open"),
    ],
)
def test_a_file_that_ends_its_process_is_refused_and_ends_nothing_else(
    store, monkeypatch, program, why
):
    monkeypatch.setattr(uploads, "CLEANS", [sys.executable, "-c", program])
    monkeypatch.setattr(uploads, "SECONDS", 0.5)
    with pytest.raises(FileIsRefused, match=why):
        take_in(picture())
    assert not store.exists()
