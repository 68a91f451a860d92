"""A mapping file: how an export of another shape becomes files of the plain bundle."""

import json
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from core.refusals import Refusal
from sis.rules.columns import Layout
from sis.rules.layouts import BY_FILE

OneCharacter = Annotated[str, Field(min_length=1, max_length=1)]


class MappingIsWrong(Refusal):
    """The mapping file cannot be used; the message names the place and the remedy."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileMapping(Strict):
    """One file of the export, read as one file of the bundle.

    `columns` is ours = theirs, `constants` ours = a fixed text, `values` per our column
    theirs = ours, `nulls` the texts that mean "not said".
    """

    name: str
    becomes: str = Field(alias="as")
    delimiter: OneCharacter | None = None
    quote: OneCharacter = '"'
    escape: OneCharacter | None = None
    nulls: tuple[str, ...] = ()
    date_format: str | None = None
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}

    @property
    def layout(self) -> Layout:
        return BY_FILE[self.becomes]

    @field_validator("becomes")
    @classmethod
    def _is_a_file_of_ours(cls, name: str) -> str:
        file = name if name.endswith(".csv") else f"{name}.csv"
        if file not in BY_FILE:
            raise ValueError(f"{name!r} is no file of the bundle; use one of {', '.join(BY_FILE)}")
        return file

    @field_validator("date_format")
    @classmethod
    def _reads_its_own_dates(cls, pattern: str | None) -> str | None:
        if pattern is None:
            return None
        day = date(2026, 11, 22)
        try:
            again = datetime.strptime(day.strftime(pattern), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            again = date.min
        if again != day:
            raise ValueError(f"{pattern!r} does not hold day, month and year, as %m/%d/%Y does")
        return pattern

    @model_validator(mode="after")
    def _names_columns_of_ours(self) -> "FileMapping":
        ours = {column.name for column in self.layout.columns}
        if self.layout.keeps_all_columns:
            return self
        for part in (self.columns, self.constants, self.values):
            unknown = sorted(set(part) - ours)
            if unknown:
                raise ValueError(
                    f"{', '.join(unknown)}: no column of {self.becomes}, "
                    f"which has {', '.join(sorted(ours))}"
                )
        return self


class ExportMapping(Strict):
    """All files of an export that are read. The same file may be read as several of ours."""

    file: tuple[FileMapping, ...] = Field(min_length=1)


def load_mapping(path: Path) -> ExportMapping:
    """Read a TOML or JSON mapping file. Raises MappingIsWrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise MappingIsWrong(f"{path.name}: {error}") from error
    try:
        return ExportMapping.model_validate(content)
    except ValidationError as error:
        raise MappingIsWrong(
            "\n".join(
                f"{path.name}: {'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
                for problem in error.errors()
            )
        ) from error
