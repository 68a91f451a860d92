"""A delimited text file: its encoding, and its rows with their lines."""

import codecs
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sis.readers.source import CHUNK, BundleIsUnreadable

LONGEST_CELL = 2_000_000
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

OnMalformed = Callable[[int, str], None]


@dataclass(frozen=True)
class Dialect:
    """How a file is written."""

    encoding: str
    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    skipped: int = 0  # lines before the header


def find_encoding(path: Path, file: str) -> tuple[str, int]:
    """Return utf-8-sig, cp1252 or latin-1, and how many lines there are.

    Reads the file once. Raises BundleIsUnreadable on NULs.
    """
    candidates = ["utf-8-sig", "cp1252"]
    decoders = {name: codecs.getincrementaldecoder(name)() for name in candidates}
    lines = 1
    with path.open("rb") as content:
        while chunk := content.read(CHUNK):
            if lines == 1 and chunk.startswith(_UTF16):
                raise BundleIsUnreadable(f"{file} is UTF-16; save it as UTF-8 and send it again.")
            if b"\0" in chunk:
                line = lines + chunk[: chunk.index(b"\0")].count(b"\n")
                raise BundleIsUnreadable(
                    f"{file} line {line} holds a NUL byte; export the file again."
                )
            lines += chunk.count(b"\n")
            _drop_failing(decoders, chunk)
    _drop_failing(decoders, b"", final=True)
    return next(iter(decoders), "latin-1"), lines


def _drop_failing(
    decoders: dict[str, codecs.IncrementalDecoder], chunk: bytes, *, final: bool = False
) -> None:
    for name in list(decoders):
        # What Windows-1252 makes of a file matters only once it is not UTF-8; but a file is
        # read only once, so both are tried side by side.
        try:
            decoders[name].decode(chunk, final)
        except UnicodeDecodeError:
            del decoders[name]


def rows(
    path: Path, file: str, dialect: Dialect, on_malformed: OnMalformed
) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the physical line on which it begins, the header first; blank lines are
    passed over. Spaces before a quote are no part of its cell.

    A row whose quoting is wrong goes to `on_malformed` and reading goes on. Raises BundleIsUnreadable when
    a quote is never closed, since everything after it would be one cell.
    """
    csv.field_size_limit(LONGEST_CELL)
    before = dialect.skipped
    with path.open(encoding=dialect.encoding, newline="") as text:
        for _ in range(before):
            text.readline()
        reader = csv.reader(
            text,
            delimiter=dialect.delimiter,
            quotechar=dialect.quote,
            doublequote=dialect.escape is None,
            escapechar=dialect.escape,
            skipinitialspace=True,
            strict=True,
        )
        line = before + 1
        while True:
            try:
                for cells in reader:
                    if cells and (cells[0] or any(cells)):
                        yield line, cells
                    line = before + reader.line_num + 1
            except csv.Error as error:
                reason = str(error)
                if "end of data" in reason or "field limit" in reason:
                    raise BundleIsUnreadable(
                        f"{file} line {line}: a quote is opened and not closed before the file "
                        "ends; the file may be cut off. Export it again."
                    ) from error
                on_malformed(line, reason)
                line = before + reader.line_num + 1
            else:
                return
