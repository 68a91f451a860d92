"""Zips and folders as districts and attackers send them."""

import os
import stat
import zipfile

import pytest

from sis.readers import source as bundles
from sis.readers.source import BundleIsUnreadable, open_source
from tests.sis.reading import HEADER, ONE, read


def zipped(tmp_path, members, name="bundle.zip"):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)
    return path


@pytest.mark.parametrize("folder", ["", "export/", "export/2026/"])
def test_a_zip_with_or_without_one_folder(tmp_path, folder):
    path = zipped(
        tmp_path,
        [(f"{folder}marks.csv", HEADER + "1,A,2026-09-14,,AU,,\n"), ("__MACOSX/._marks.csv", "x")],
    )
    assert read(path)[0] == {"marks.csv": [ONE]}


def link():
    member = zipfile.ZipInfo("marks.csv")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ([("../marks.csv", HEADER)], "points outside"),
        ([("/etc/marks.csv", HEADER)], "points outside"),
        ([("..\\marks.csv", HEADER)], "points outside"),
        ([("C:/marks.csv", HEADER)], "points outside"),
        ([(link(), "/etc/passwd")], "symbolic link"),
        ([("marks.csv", HEADER), ("more.zip", "x")], "archive inside the zip"),
        ([("a/marks.csv", HEADER), ("b/codes.csv", "x")], "several folders"),
        ([("marks.csv", HEADER), ("Marks.CSV", HEADER)], "twice"),
        ([(f"f{n}.csv", "x") for n in range(201)], "201 files"),
        ([("marks.csv", HEADER + "1" * 20_000_000)], "100 times its packed size"),
    ],
    ids=["up", "absolute", "backslash", "drive", "link", "zip", "folders", "case", "many", "bomb"],
)
def test_a_zip_that_is_refused(tmp_path, members, says):
    with pytest.raises(BundleIsUnreadable, match=says):
        read(zipped(tmp_path, members))


def test_a_zip_that_lies_about_its_size_is_counted_while_it_unpacks(tmp_path, monkeypatch):
    monkeypatch.setattr(bundles, "MAX_BYTES", 1000)
    path = zipped(tmp_path, [("marks.csv", os.urandom(2000))])
    raw = path.read_bytes()
    lying = raw.replace((2000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(lying)
    with pytest.raises(BundleIsUnreadable):
        read(path)


def test_an_encrypted_zip(tmp_path):
    path = zipped(tmp_path, [("marks.csv", HEADER)])
    raw = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + offset] |= 1
    path.write_bytes(raw)
    with pytest.raises(BundleIsUnreadable, match="encrypted"):
        read(path)


def test_a_cut_off_zip(tmp_path):
    whole = zipped(tmp_path, [("marks.csv", os.urandom(5000))]).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:2000])
    with pytest.raises(BundleIsUnreadable, match="not a zip that can be opened"):
        read(tmp_path / "cut.zip")


def test_a_damaged_zip(tmp_path):
    path = zipped(tmp_path, [("marks.csv", HEADER * 500)])
    raw = bytearray(path.read_bytes())
    raw[60] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(BundleIsUnreadable, match="cannot be unpacked"):
        read(path)


def test_a_link_in_a_folder(tmp_path):
    (tmp_path / "marks.csv").symlink_to("/etc/passwd")
    with pytest.raises(BundleIsUnreadable, match="symbolic link"):
        read(tmp_path)


def test_unpacked_files_are_gone_afterwards(tmp_path):
    with open_source(zipped(tmp_path, [("marks.csv", HEADER)])) as source:
        path = source.files["marks.csv"]
        assert path.exists()
    assert not path.exists()
