"""Files that people bring: pictures, and PDFs that do what none may."""

import io
import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image


def picture(size=(40, 30), form="JPEG", **saved) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, form, **saved)
    return out.getvalue()


def telling_picture() -> bytes:
    """A photo whose camera wrote down what it was of, on its side."""
    said = Image.Exif()
    said[0x010E], said[0x0112] = "Home of Ana, 34.05 N", 6
    return picture(exif=said, comment=b"secret words")


def huge_picture(side=60_000) -> bytes:
    """A PNG of a few bytes that says it has thousands of millions of pixels."""

    def part(kind, content):
        crc = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + crc

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = (part(b"IHDR", head), part(b"IDAT", zlib.compress(b"\0" * 99)), part(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def acting_pdf(**saved) -> bytes:
    """A PDF that runs a script when it is opened, links out and carries a program along."""
    out, whole = io.BytesIO(), pikepdf.new()
    page = whole.add_blank_page().obj
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('evil')"))
    whole.Root.OpenAction = script
    whole.attachments["evil.exe"] = b"MZ evil"
    link = Dictionary(S=Name.URI, URI=String("https://evil.example"))
    place = {"Type": Name.Annot, "Rect": [0, 0, 9, 9]}
    page.Annots = Array(
        [
            whole.make_indirect(Dictionary(Subtype=Name.Link, A=link, **place)),
            whole.make_indirect(Dictionary(Subtype=Name.FileAttachment, **place)),
        ]
    )
    page.AA = Dictionary(O=script)
    whole.docinfo["/Author"] = "evil author"
    whole.save(out, compress_streams=False, **saved)
    return out.getvalue()


def long_pdf(pages: int) -> bytes:
    out, whole = io.BytesIO(), pikepdf.new()
    for _ in range(pages):
        whole.add_blank_page()
    whole.save(out)
    return out.getvalue()
