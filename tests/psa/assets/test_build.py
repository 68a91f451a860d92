"""Building again gives the same files, and touches none that stays as it was."""

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from psa.assets import build
from psa.assets.finder import BuiltFiles

FILES = ["app.css", "app.js", "inter-latin-ext.woff2", "inter-latin.woff2", "inter-vietnamese.woff2"]  # fmt: skip


def test_a_build_is_repeated_without_a_change(tmp_path, monkeypatch):
    cut = []
    monkeypatch.setattr(build.fonts, "cut", lambda path, _letters: cut.append(path) or b"a font")
    build.build(tmp_path)
    made = {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in files(tmp_path)}
    assert sorted(made) == FILES
    build.build(tmp_path)
    assert len(cut) == 3  # not twice: it takes seconds
    assert made == {p.name: (p.stat().st_mtime_ns, p.read_bytes()) for p in files(tmp_path)}


def test_a_font_of_other_letters_takes_the_place_of_the_last(tmp_path, monkeypatch):
    monkeypatch.setattr(build.fonts, "cut", lambda path, letters: f"{path.name} {len(letters)}".encode())  # fmt: skip
    build.build(tmp_path)
    first = {path.name for path in (tmp_path / "kept").iterdir()}
    (tmp_path / "kept" / "half.new").write_bytes(b"by another process")
    monkeypatch.setattr(build.fonts, "faces", lambda _css: {"inter-latin": frozenset({65})})
    build.build(tmp_path)
    left = {path.name for path in (tmp_path / "kept").iterdir()}
    assert (len(first), len(left), first & left, "half.new" in left) == (3, 2, set(), True)
    assert (tmp_path / "inter-latin.woff2").read_bytes() == b"inter-latin-wght-normal.woff2 1"


def files(folder):
    return [path for path in folder.iterdir() if path.is_file()]


def test_what_is_served_is_what_the_sources_give():
    """The collected files, which every other test of a page looks at, are of today's sources."""
    for name, text in (("app.css", build.style_sheet()), ("app.js", build.script())):
        with staticfiles_storage.open(name) as served:
            assert served.read().decode() == text


def test_nothing_is_served_but_what_pages_ask_for():
    found = {
        f"{getattr(storage, 'prefix', None) or '.'}/{path}".removeprefix("./")
        for finder in finders.get_finders()
        for path, storage in finder.list([])
    }
    assert found == {*FILES, "img/favicon.svg", "img/icons.svg", "print/letter.css", "print/screen.css"}  # fmt: skip


def test_a_file_is_found_by_its_name(settings):
    finder, folder = BuiltFiles(), settings.VAR_DIR / "built"
    assert finder.find("app.css") == str(folder / "app.css")
    assert finder.find("app.css", find_all=True) == [str(folder / "app.css")]
    assert finder.find("vendor/tabler/tabler.min.css") is None
    assert finder.find("vendor/tabler/tabler.min.css", find_all=True) == []
