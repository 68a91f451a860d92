"""The plain bundle: CSV files by their names, or files of another shape by a mapping."""

from pathlib import Path

from sis.readers.mapping import ExportMapping, FileMapping
from sis.readers.source import BundleIsUnreadable, BundleSource
from sis.readers.tables import BundleTable, open_table
from sis.rules.columns import Layout
from sis.rules.layouts import BY_FILE, LAYOUTS

Wanted = list[tuple[Layout, Path, FileMapping | None]]


class PlainReader:
    """Reads the plain bundle (docs/import.md), which any system can write."""

    name = "plain"

    def knows(self, source: BundleSource) -> bool:
        """Whether any of the files has a name of the bundle."""
        return bool(_files_of(source))

    def open(
        self, source: BundleSource, mapping: ExportMapping | None = None
    ) -> list[BundleTable]:
        """Return the tables found. Names every file that lacks a column."""
        wanted = _by_mapping(source, mapping) if mapping else _by_name(source)
        if not wanted:
            raise BundleIsUnreadable(
                f"no file of the bundle was found (looked for {', '.join(BY_FILE)}; "
                f"found {', '.join(sorted(source.files)) or 'nothing'})."
            )
        tables, problems = [], []
        for layout, path, mapped in wanted:
            try:
                table = open_table(layout, path, mapped, source.warnings)
            except BundleIsUnreadable as problem:
                problems.append(str(problem))
            else:
                tables.extend([table] if table else [])
        if problems:
            raise BundleIsUnreadable("\n".join(problems))
        return tables


def _by_name(source: BundleSource) -> Wanted:
    known = _files_of(source)
    source.warnings += [
        f"{name}: not a file of the bundle, not read" for name in source.files if name not in known
    ]
    by_file: dict[str, Path] = {}
    for name, file in known.items():
        if file in by_file:
            raise BundleIsUnreadable(f"{file} is in the bundle twice; keep one.")
        by_file[file] = source.files[name]
    return [(layout, by_file[layout.file], None) for layout in LAYOUTS if layout.file in by_file]


def _files_of(source: BundleSource) -> dict[str, str]:
    """Return which file of the bundle each known file is, by the name it came with."""
    stems = {_stem(layout.file): layout.file for layout in LAYOUTS}
    return {name: stems[_stem(name)] for name in source.files if _stem(name) in stems}


def _stem(name: str) -> str:
    return name.casefold().rsplit(".", 1)[0].strip()


def _by_mapping(source: BundleSource, mapping: ExportMapping) -> Wanted:
    wanted: Wanted = []
    for mapped in mapping.file:
        path = source.files.get(mapped.name.casefold())
        if path is None:
            source.warnings.append(f"{mapped.name}: named in the mapping, not in the bundle")
        elif any(layout is mapped.layout for layout, _, _ in wanted):
            raise BundleIsUnreadable(f"the mapping reads two files as {mapped.becomes}; keep one.")
        else:
            wanted.append((mapped.layout, path, mapped))
    used = {mapped.name.casefold() for mapped in mapping.file}
    source.warnings += [
        f"{n}: not in the mapping, not read" for n in source.files if n not in used
    ]
    order = list(BY_FILE)
    return sorted(wanted, key=lambda found: order.index(found[0].file))
