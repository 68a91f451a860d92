"""The formats that a bundle may come in: a new one is one module and one row of FORMATS."""

from typing import Protocol

from core.refusals import Refusal
from sis.readers.mapping import ExportMapping
from sis.readers.plain import PlainReader
from sis.readers.source import BundleSource
from sis.readers.tables import BundleTable

AUTO = "auto"


class FormatReader(Protocol):
    """What a format must offer.

    A table is one file of the plain bundle (rules/layouts), wherever its rows come from: what is
    read, checked and loaded afterwards is the same for every format.
    """

    @property
    def name(self) -> str:
        """The format's name, as the command and a run's report give it."""

    def knows(self, source: BundleSource) -> bool:
        """Return whether these files look like the format; reads no file but its header."""

    def open(
        self, source: BundleSource, mapping: ExportMapping | None = None
    ) -> list[BundleTable]:
        """Return the tables found, in the order in which they are loaded.

        What is odd but harmless goes to the source's warnings. Raises BundleIsUnreadable, naming
        everything that is wrong, also when no file is known.
        """


class FormatIsNotBuilt(Refusal):
    """The format has a name already, and no reader yet."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is not available yet; send the plain bundle (docs/import.md), or describe "
            "the export in a --mapping file."
        )


PLAIN = PlainReader()
# By the name that the command is given. Without a reader: named in the published interface, and
# not built yet.
FORMATS: dict[str, FormatReader | None] = {
    PLAIN.name: PLAIN,
    "oneroster": None,
    "sds": None,
    "edfi": None,
}


def check_format(name: str) -> None:
    """Raise FormatIsNotBuilt for a format without a reader."""
    if name != AUTO and FORMATS[name] is None:
        raise FormatIsNotBuilt(name)


def reader_of(name: str, source: BundleSource) -> FormatReader:
    """Return the reader for these files: the one named, or the one that knows them for auto.

    The plain one comes last: others have files of its names beside their own, and of files that
    nobody knows it says what it looked for. Raises FormatIsNotBuilt.
    """
    check_format(name)
    others = (reader for reader in FORMATS.values() if reader and reader is not PLAIN)
    return FORMATS.get(name) or next((one for one in others if one.knows(source)), PLAIN)
