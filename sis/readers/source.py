"""Open a folder, a zip or a single file without trusting anything in it."""

import hashlib
import lzma
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from core.refusals import Refusal

CHUNK = 1 << 20
MAX_MEMBERS = 200
MAX_BYTES = 4 << 30  # a year of marks of the largest district is a tenth of this
MAX_RATIO = 100
RATIO_COUNTS_FROM = 1 << 20  # a few repeated lines pack well without being a bomb
TABULAR = (".csv", ".txt", ".tsv")
ARCHIVES = (".zip", ".gz", ".7z", ".tar", ".tgz", ".rar", ".bz2", ".xz", ".xlsx")
UNPACKING_FAILS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    OSError,
)
LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


class BundleIsUnreadable(Refusal):
    """The bundle cannot be read at all; the message says what is wrong and what to do."""


@dataclass
class BundleSource:
    """The files of a bundle by the name they came with, in lower case, where they lie on disk."""

    files: dict[str, Path] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def add(self, name: str, path: Path) -> None:
        key = name.casefold()
        if key in self.files:
            raise BundleIsUnreadable(f"{name} is in the bundle twice; keep one.")
        self.files[key] = path

    def sha256(self) -> str:
        """Return one digest of all names and contents, whatever the packing."""
        whole = hashlib.sha256()
        for name, path in sorted(self.files.items()):
            with path.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            whole.update(f"{name}\0{digest}\n".encode())
        return whole.hexdigest()


@contextmanager
def open_source(path: Path) -> Iterator[BundleSource]:
    """Yield the files of a folder, zip or single file. Raises BundleIsUnreadable.

    A zip is unpacked under names of our own into a folder that is gone afterwards.
    """
    if path.is_dir():
        yield _folder(path)
    elif zipfile.is_zipfile(path):
        with tempfile.TemporaryDirectory(prefix="bundle-") as room:
            yield _unpacked(path, Path(room))
    elif path.suffix.lower() in ARCHIVES:
        raise BundleIsUnreadable(
            f"{path.name} is not a zip that can be opened; send a zip or a folder."
        )
    else:
        source = BundleSource()
        source.add(path.name, path)
        yield source


def _folder(path: Path) -> BundleSource:
    source = BundleSource()
    for entry in sorted(path.iterdir()):
        if entry.name in LITTER or entry.name.startswith("."):
            continue
        if entry.is_symlink():
            raise BundleIsUnreadable(
                f"{entry.name} is a symbolic link; put the file itself in the folder."
            )
        if entry.is_file() and entry.suffix.lower() in TABULAR:
            source.add(entry.name, entry)
        else:
            source.warnings.append(f"{entry.name}: not a file of the bundle, not read")
    return source


def _unpacked(path: Path, room: Path) -> BundleSource:
    source = BundleSource()
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not _is_litter(m)]
            _check_members(members)
            budget = MAX_BYTES
            for number, member in enumerate(members):
                name = PurePosixPath(member.filename).name
                if not name.lower().endswith(TABULAR):
                    source.warnings.append(f"{name}: not a file of the bundle, not read")
                    continue
                target = room / f"{number}.csv"
                budget -= _unpack(archive, member, target, budget)
                source.add(name, target)
    except UNPACKING_FAILS as error:
        raise BundleIsUnreadable(
            f"{path.name} cannot be unpacked ({error}); make the zip again and send it whole."
        ) from error
    return source


def _is_litter(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return member.is_dir() or any(part in LITTER or part.startswith("._") for part in parts)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise BundleIsUnreadable(
            f"the zip holds {len(members)} files; at most {MAX_MEMBERS} are allowed."
        )
    for member in members:
        _check_member(member)
    folders = {str(PurePosixPath(member.filename).parent) for member in members}
    if len(folders) > 1:
        raise BundleIsUnreadable(
            f"the zip holds several folders ({', '.join(sorted(folders)[:5])}); "
            "put all files side by side."
        )
    if sum(member.file_size for member in members) > MAX_BYTES:
        raise BundleIsUnreadable(f"the zip would unpack to more than {MAX_BYTES >> 20:,} MB.")


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise BundleIsUnreadable(f"{name!r} in the zip points outside of it; make the zip again.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BundleIsUnreadable(
            f"{name} in the zip is a symbolic link; put the file itself in the zip."
        )
    if member.flag_bits & 0x1:
        raise BundleIsUnreadable(f"{name} in the zip is encrypted; send it without a password.")
    if path.suffix.lower() in ARCHIVES:
        raise BundleIsUnreadable(
            f"{name} is an archive inside the zip; put its files side by side."
        )


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, budget: int) -> int:
    """Write one member and return its size. The sizes in a zip's directory may lie: count."""
    written = 0
    with archive.open(member) as packed, target.open("wb") as unpacked:
        while chunk := packed.read(CHUNK):
            written += len(chunk)
            if written > budget:
                raise BundleIsUnreadable(f"the zip unpacks to more than {MAX_BYTES >> 20:,} MB.")
            if written > RATIO_COUNTS_FROM and written > MAX_RATIO * member.compress_size:
                raise BundleIsUnreadable(
                    f"{member.filename} unpacks to more than {MAX_RATIO} times its packed size."
                )
            unpacked.write(chunk)
    return written
