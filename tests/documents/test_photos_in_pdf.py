"""A photo inside a PDF keeps its picture, and nothing of where and when a camera took it."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from documents.actions.cleaning import CannotBeKept, cleaned, jpeg_alone, jpx_alone

WHERE = b"34.05 N 118.24 W"
GPS, LATITUDE = 0x8825, 0x1D  # the place of a photo, and the day on which it was there


def photo(**saved) -> bytes:
    """A photo that says where it was taken in each place where cameras and programs write."""
    said = Image.Exif()
    said[0x010E] = WHERE.decode()
    said.get_ifd(GPS)[LATITUDE] = "2026:11:09"
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(
        out, "JPEG", exif=said, comment=WHERE, xmp=b"<x>" + WHERE + b"</x>", **saved
    )
    return out.getvalue() + b"\xff\xd8" + WHERE  # as phones hang a second picture on the first


def scanned(content=None, *, packed=False, **also) -> bytes:
    """A PDF as a phone's scanner makes it: a page that is a photo."""
    content = photo() if content is None else content
    out, whole = io.BytesIO(), pikepdf.new()
    page = whole.add_blank_page().obj
    filters = Array([Name.FlateDecode, Name.DCTDecode]) if packed else Name.DCTDecode
    picture = pikepdf.Stream(whole, zlib.compress(content) if packed else content)
    picture.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=64,
        Height=48,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=filters,
        Metadata=whole.make_stream(b"<x:xmpmeta>" + WHERE),
        PieceInfo=Dictionary(Phone=Dictionary(LastModified=WHERE, Private=WHERE)),
        **also,
    )
    page.Resources = Dictionary(XObject=Dictionary(Im0=whole.make_indirect(picture)))
    page.Contents = whole.make_stream(b"64 0 0 48 0 0 cm /Im0 Do")
    whole.save(out, compress_streams=False)
    return out.getvalue()


def picture_of(kept):
    with pikepdf.open(io.BytesIO(kept)) as whole:
        image = pikepdf.PdfImage(whole.pages[0].Resources.XObject.Im0).as_pil_image()
        image.load()
        return image


@pytest.mark.parametrize("packed", [False, True])
def test_what_a_camera_wrote_beside_a_photo_goes_with_it_out_of_a_pdf(packed):
    content = scanned(packed=packed)
    assert WHERE in content
    _, pages, kept = cleaned(content)
    image = picture_of(kept)
    assert (pages, image.size) == (1, (64, 48))
    assert image.convert("RGB").getpixel((9, 9))[0] > 240
    with pikepdf.open(io.BytesIO(kept)) as whole:
        stream = whole.pages[0].Resources.XObject.Im0
        assert not {"/Metadata", "/PieceInfo"} & set(stream.keys())
        assert stream.Filter == Name.DCTDecode
        raw = stream.read_raw_bytes()
    assert [one for one in (WHERE, b"Exif", b"2026:11:09") if one in raw + kept] == []
    assert not Image.open(io.BytesIO(raw)).getexif()


def test_how_its_colors_are_meant_stays():
    colored = scanned(DecodeParms=Dictionary(ColorTransform=0))
    _, _, kept = cleaned(colored)
    with pikepdf.open(io.BytesIO(kept)) as whole:
        assert whole.pages[0].Resources.XObject.Im0.DecodeParms.ColorTransform == 0
    out = io.BytesIO()
    Image.new("CMYK", (8, 8), (0, 0, 0, 0)).save(out, "JPEG")
    assert b"Adobe" in jpeg_alone(out.getvalue())


@pytest.mark.parametrize("saved", [{}, {"progressive": True}, {"quality": 95, "subsampling": 0}])
def test_a_photo_is_drawn_as_before(saved):
    content = photo(**saved)
    before, after = (Image.open(io.BytesIO(one)) for one in (content, jpeg_alone(content)))
    assert before.tobytes() == after.tobytes()


def test_a_photo_that_is_cut_short_is_kept_as_far_as_it_goes():
    content = photo()[:-40]
    assert WHERE not in jpeg_alone(content)


def test_what_is_no_photo_after_all_is_refused():
    with pytest.raises(CannotBeKept, match="damaged"):
        cleaned(scanned(b"no photo" + WHERE))


def box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def test_programs_write_nothing_beside_the_other_make_of_photo_either():
    head, drawn = box(b"jP  ", b"\r\n\x87\n"), box(b"jp2c", b"\xff\x4f drawn")
    whole = head + box(b"xml ", WHERE) + box(b"uuid", b"x" * 16 + WHERE) + drawn
    assert jpx_alone(whole) == head + drawn
    assert jpx_alone(head + b"\0\0\0\0jp2c to the end") == head + b"\0\0\0\0jp2c to the end"
    with pytest.raises(ValueError, match="no box"):
        jpx_alone(head + b"\0\0\0\3jp2c")
