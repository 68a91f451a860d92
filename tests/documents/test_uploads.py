"""What people bring is told by its content, made harmless and limited; what is refused leaves nothing."""

import io

import pikepdf
import pytest
from pikepdf import Encryption
from PIL import Image

from documents.actions import FileIsRefused, read, take_in
from documents.actions.cleaning import CannotBeKept, cleaned, media_type_of
from documents.choices import Scan
from tests.documents.brought import acting_pdf, huge_picture, long_pdf, picture, telling_picture

EVIL = (b"JavaScript", b"evil", b"MZ", b"OpenAction", b"FileAttachment", b"EmbeddedFiles", b"URI")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture(), "image/jpeg"),
        (picture(form="PNG"), "image/png"),
        (b"%PDF-1.7", "application/pdf"),
        (b"GIF89a", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"PK\x03\x04", ""),
        (b"MZ %PDF-1.7", ""),  # a program that says it is a PDF
        (b"", ""),
    ],
)
def test_a_file_is_told_by_its_first_bytes(content, kind):
    assert media_type_of(content) == kind


@pytest.mark.parametrize("content", [telling_picture(), picture(form="PNG", pnginfo=None)])
def test_of_a_picture_nothing_but_the_picture_is_kept(content):
    kind, pages, kept = cleaned(content)
    assert (kind, pages) == ("image/jpeg", 1)
    assert b"Ana" not in kept
    assert b"secret" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_a_photo_taken_sideways_stands_upright():
    _, _, kept = cleaned(telling_picture())
    assert Image.open(io.BytesIO(kept)).size == (30, 40)


def test_a_large_picture_is_made_small_enough_to_read():
    _, _, kept = cleaned(picture((4000, 100)))
    assert Image.open(io.BytesIO(kept)).size == (3000, 75)


def test_a_pdf_keeps_its_pages_and_nothing_that_acts():
    content = acting_pdf()
    assert all(one in content for one in EVIL)
    kind, pages, kept = cleaned(content)
    assert (kind, pages) == ("application/pdf", 1)
    assert [one for one in EVIL if one in kept] == []
    with pikepdf.open(io.BytesIO(kept)) as whole:
        assert len(whole.pages) == 1
        assert "/Names" not in whole.Root


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", "Only JPEG and PNG"),
        (huge_picture(), "too many pixels"),
        (huge_picture(9_000), "too many pixels"),
        (picture()[:80], "damaged"),
        (b"\xff\xd8\xff%PDF-1.7", "damaged"),
        (b"%PDF-1.7 nothing", "damaged"),
        (long_pdf(61), "from 1 to 60 pages"),
        (long_pdf(0), "from 1 to 60 pages"),
        (acting_pdf(encryption=Encryption(owner="a", user="b")), "password"),
        (acting_pdf(encryption=Encryption(owner="a", user="")), "locked"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_why(content, why):
    with pytest.raises(CannotBeKept, match=why):
        cleaned(content)


def test_what_is_taken_in_lies_in_the_store_and_is_not_what_was_brought():
    content = acting_pdf()
    brought = take_in(content)
    kept = read(brought.stored.sha256)
    assert (brought.pages, brought.scan) == (1, Scan.UNSCANNED)
    assert kept != content
    assert b"evil" not in kept


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff" + bytes(2048), "larger than 0 MB"),
        (b"GIF89a", "Only JPEG and PNG"),
        (huge_picture(), "too many pixels"),
    ],
)
def test_a_refused_file_leaves_nothing(store, settings, content, why):
    settings.ATTACHMENT_MAX_BYTES = 2048
    with pytest.raises(FileIsRefused, match=why):
        take_in(content)
    assert not store.exists()
