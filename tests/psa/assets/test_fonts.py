"""The font holds the letters that names are written with, in the weights that pages use."""

import io
import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from fontTools.ttLib import TTFont

from psa.assets import build, fonts

CSS = (build.SOURCES / "css/psa.css").read_text()
FACES = fonts.faces(CSS)
NAMES = "Nguyễn Đặng Kaʻanāʻana Łukasiewicz Şahin Müller García O’Brien Ñuñez Dvořák Șerban Ōta"  # noqa: RUF001 - okina is a letter


@pytest.fixture(scope="module", params=FACES)
def face(request):
    """The name of a font, its letters and the font as cut."""
    source = build.SOURCES / f"vendor/inter/{request.param}-wght-normal.woff2"
    letters = FACES[request.param]
    return request.param, letters, fonts.cut(source, letters)


def test_a_font_is_cut_to_the_letters_it_is_asked_for(face):
    _name, letters, cut = face
    font = TTFont(io.BytesIO(cut))
    assert set(font.getBestCmap()) <= letters
    [weight] = font["fvar"].axes
    assert (weight.minValue, weight.maxValue) == fonts.WEIGHTS
    assert {tag for tag in ("tnum", "kern") if tag in features(font)} or _name != "inter-latin"


def features(font):
    return {
        found.FeatureTag
        for table in ("GSUB", "GPOS")
        if table in font
        for found in font[table].table.FeatureList.FeatureRecord
    }


def test_the_same_file_gives_the_same_bytes(face):
    name, _letters, cut = face
    with staticfiles_storage.open(f"{name}.woff2") as served:
        assert served.read() == cut
    assert len(cut) < (build.SOURCES / f"vendor/inter/{name}-wght-normal.woff2").stat().st_size


def test_every_letter_of_names_is_asked_of_a_font_that_has_it():
    for letter in set(NAMES) - {" "}:
        holds = [name for name, letters in FACES.items() if ord(letter) in letters]
        assert holds, letter
        source = build.SOURCES / f"vendor/inter/{holds[-1]}-wght-normal.woff2"
        assert ord(letter) in TTFont(source).getBestCmap(), letter


def test_pages_use_no_weight_that_was_cut_away():
    styles = "".join(path.read_text() for path in (build.SOURCES / "css").glob("*.css"))
    weights = {int(one) for one in re.findall(r"font-weight: (\d+);", styles)}
    assert weights <= set(range(fonts.WEIGHTS[0], fonts.WEIGHTS[1] + 1))
