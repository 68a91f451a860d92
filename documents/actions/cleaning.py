"""Files that people bring: told by their content, made harmless, and nothing of where a camera stood.

It runs in a process of its own (`uploads.py`), which the system holds to its memory and its time: what
opens to something huge ends that process and nothing else. It knows no settings, no models and no network.
"""

import io
import resource
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import pikepdf
from PIL import Image, ImageOps

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 3_000  # pixels that are kept: enough to read a page by
MOST_PAGES = 60
MOST_OBJECTS = 20_000
MEMORY, SECONDS = 1 << 30, 20
REFUSED = 3  # how the process ends with a sentence for the person
# What a PDF can do by itself, what it can carry along, and what programs write down beside it.
ACTING = (
    "/AA",
    "/OpenAction",
    "/PA",
    "/JS",
    "/JavaScript",
    "/XFA",
    "/EF",
    "/AF",
    "/EmbeddedFiles",
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
)
CARRYING = ("/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D")


class CannotBeKept(Exception):
    """Why a file is refused, in a sentence for whoever brought it."""


def media_type_of(content: bytes) -> str:
    """Return what a file is by its first bytes, '' for what is not taken."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return PDF if content.startswith(b"%PDF-") else ""


def cleaned(content: bytes) -> tuple[str, int, bytes]:
    """Return the type, the pages and the harmless content of a file. Raises CannotBeKept."""
    kind = media_type_of(content)
    if not kind:
        raise CannotBeKept("Only JPEG and PNG pictures and PDF files are taken.")
    if kind == PDF:
        return (PDF, *_pdf(content))
    return JPEG, 1, _picture(content, "JPEG" if kind == JPEG else "PNG")


# --- Pictures: drawn anew, so that nothing but the picture comes along ------------------------------


def _picture(content: bytes, form: str) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise CannotBeKept("The picture has too many pixels. Take it smaller.")
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            turned = ImageOps.exif_transpose(image)
            turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            flat = turned.convert("RGBA")
    except CannotBeKept:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise CannotBeKept("The picture has too many pixels. Take it smaller.") from None
    except Exception:  # noqa: BLE001 - what a broken picture raises has no end
        raise CannotBeKept("The picture is damaged. Take it again.") from None
    plain = Image.new("RGB", flat.size, "white")
    plain.paste(flat, mask=flat.getchannel("A"))
    drawn = io.BytesIO()
    plain.save(drawn, "JPEG", quality=85)
    return drawn.getvalue()


# --- PDF: what acts, and what is carried along, is taken out -----------------------------------------


def _pdf(content: bytes) -> tuple[int, bytes]:
    try:
        with pikepdf.open(io.BytesIO(content)) as whole:
            return _harmless(whole)
    except CannotBeKept:
        raise
    except pikepdf.PasswordError:
        raise CannotBeKept("The PDF asks for a password. Save it without one.") from None
    except Exception:  # noqa: BLE001 - what a broken PDF raises has no end
        raise CannotBeKept("The PDF is damaged. Print it to a new one.") from None


def _harmless(whole: pikepdf.Pdf) -> tuple[int, bytes]:
    pages = len(whole.pages)
    if not 0 < pages <= MOST_PAGES:
        raise CannotBeKept(f"A PDF has from 1 to {MOST_PAGES} pages.")
    if len(whole.objects) > MOST_OBJECTS:
        raise CannotBeKept("The PDF is made of too many parts. Print it to a new one.")
    if whole.is_encrypted:
        raise CannotBeKept("The PDF is locked. Print it to a new one.")
    for page in whole.pages:
        _quiet_page(page.obj)
    for key in ("/Names", "/Outlines", "/Collection", "/URI"):
        _drop(whole.Root, key)
    _drop(whole.trailer, "/Info")
    for one in _dictionaries(whole):
        _quiet(one)
    saved = io.BytesIO()
    whole.save(saved)
    return pages, saved.getvalue()


def _quiet(one: Any) -> None:
    for key in ACTING:
        _drop(one, key)
    if isinstance(one, pikepdf.Stream):
        _strip_photo(one)


def _quiet_page(page: Any) -> None:
    kept = [one for one in page.get("/Annots", []) if _is_plain(one)]
    for one in kept:
        _drop(one, "/A")
    _drop(page, "/Annots")
    if kept:
        page.Annots = pikepdf.Array(kept)


def _is_plain(one: Any) -> bool:
    is_one = isinstance(one, pikepdf.Dictionary)
    return is_one and str(one.get("/Subtype", "")) not in CARRYING


def _dictionaries(whole: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary of a PDF, also those inside others, and those of streams."""
    left: list[Any] = [whole.Root, *whole.objects]
    while left:
        one = left.pop()
        if isinstance(one, pikepdf.Array):
            left.extend(_direct(one))
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            left.extend(_direct([one[key] for key in one.keys()]))  # noqa: SIM118 - no dict


def _direct(values: Any) -> list[Any]:
    return [one for one in values if isinstance(one, pikepdf.Object) and not one.is_indirect]


def _drop(one: Any, key: str) -> None:
    if key in one:
        del one[key]


# --- Photos inside a PDF: of what a camera wrote beside one, nothing stays ------------------------------


def _strip_photo(one: Any) -> None:
    """Write a stream that is a photo without what its camera and other programs wrote down in it."""
    filters, parms = _listed(one.get("/Filter")), _listed(one.get("/DecodeParms"))
    last = str(filters[-1]) if filters else ""
    if last not in STRIPPED:
        return
    of_last = parms[len(filters) - 1] if len(parms) == len(filters) else None
    kept = STRIPPED[last](_unwrapped(one, filters[:-1], parms[: len(filters) - 1]))
    one.write(kept, filter=pikepdf.Name(last), decode_parms=of_last)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _unwrapped(one: Any, filters: list[Any], parms: list[Any]) -> bytes:
    """Return the photo of a stream, of which it may be packed in further filters."""
    content = one.read_raw_bytes()
    if not filters:
        return bytes(content)
    if any(isinstance(parm, pikepdf.Dictionary) for parm in parms):
        raise CannotBeKept("The PDF packs its pictures in a rare way. Print it to a new one.")
    with pikepdf.new() as apart:
        packed = apart.make_stream(content)
        packed.Filter = pikepdf.Array([pikepdf.Name(str(name)) for name in filters])
        return bytes(packed.read_bytes())


def jpeg_alone(content: bytes) -> bytes:
    """Return a JPEG without the segments beside its picture, and without what comes after its end.

    Kept are the two by which a picture gets its colors: JFIF and Adobe's. Raises ValueError.
    """
    if not content.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG")
    kept, at = [content[:2]], 2
    while at < len(content):
        marker, start = _marker(content, at)
        if marker == END_OF_JPEG:
            return b"".join([*kept, b"\xff\xd9"])
        at = start + int.from_bytes(content[start : start + 2], "big")
        if marker == SCAN_OF_JPEG:
            at = _end_of_scan(content, at)
        if not _is_beside(marker, content[start + 2 : start + 7]):
            kept += [bytes([0xFF, marker]), content[start:at]]
    return b"".join(kept)  # cut short, as some cameras and scanners leave it


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """Return the marker at a place, past the bytes that fill up before it, and where its segment begins."""
    start = at
    while content[start : start + 1] == b"\xff":
        start += 1
    if start == at or start >= len(content):
        raise ValueError("no marker")
    return content[start], start + 1


def _is_beside(marker: int, begins: bytes) -> bool:
    """Return whether a segment is a comment or one of a program (APP0 to APP15) that colors do not need."""
    if (marker, begins) in ((0xE0, b"JFIF\0"), (0xEE, b"Adobe")):
        return False
    return marker == COMMENT_OF_JPEG or 0xE0 <= marker <= 0xEF


def _end_of_scan(content: bytes, at: int) -> int:
    """Return where what is drawn ends: at the next marker that is none inside it (00, RST0 to RST7)."""
    while (at := content.find(b"\xff", at)) >= 0:
        follows = content[at + 1 : at + 2]
        if follows and follows != b"\xff" and not (follows == b"\0" or b"\xd0" <= follows <= b"\xd7"):  # fmt: skip
            return at
        at += 1 if follows == b"\xff" else 2
    return len(content)


def jpx_alone(content: bytes) -> bytes:
    """Return a JPEG 2000 picture without the boxes in which programs write. Raises ValueError."""
    if content.startswith(b"\xff\x4f"):  # the bare picture, without boxes
        return content
    kept, at = [], 0
    while at < len(content):
        size, head = int.from_bytes(content[at : at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        end = at + size if size else len(content)
        if end < at + head:
            raise ValueError("no box")
        if content[at + 4 : at + 8] not in (b"xml ", b"uuid", b"uinf"):
            kept.append(content[at:end])
        at = end
    return b"".join(kept)


SCAN_OF_JPEG, END_OF_JPEG, COMMENT_OF_JPEG = 0xDA, 0xD9, 0xFE
STRIPPED = {"/DCTDecode": jpeg_alone, "/DCT": jpeg_alone, "/JPXDecode": jpx_alone}


# --- The process -------------------------------------------------------------------------------------


def main() -> NoReturn:
    """Read a file and write its type, its pages and what is kept of it, or why it is refused."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    content = sys.stdin.buffer.read()
    try:
        kind, pages, kept = cleaned(content)
    except CannotBeKept as why:
        sys.stdout.buffer.write(str(why).encode())
        sys.exit(REFUSED)
    sys.stdout.buffer.write(f"{kind} {pages}\n".encode() + kept)
    sys.exit(0)


if __name__ == "__main__":
    main()
