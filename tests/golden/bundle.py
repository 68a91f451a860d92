"""A bundle of the student information system, taken in and judged as of its last mark."""

import csv
from pathlib import Path

from tests.golden import commands, judged
from tests.golden.crawl import write as put

PACK = "lausd"


def write(folder: Path, source: Path) -> None:
    """Import the bundle, twice, and write what it makes of everybody in it."""
    told = {}
    told["policy"] = commands.run("use_policy", PACK)
    told["preview"] = commands.run("import_sis", str(source), "--dry-run")
    told["import"] = commands.run("import_sis", str(source))
    told["again"] = commands.run("import_sis", str(source))
    told["nightly"] = commands.run("nightly")
    told["check"] = commands.run("check_data")
    as_of = last_mark(source)
    told["assess"] = commands.run("assess", "--as-of", as_of)
    told["reports"] = commands.run("file_reports", "--as-of", as_of)
    for name, facts in told.items():
        put(folder / f"{name}.txt", commands.as_text(facts))
    judged.write(folder, "--as-of", as_of)


def last_mark(source: Path) -> str:
    with (source / "marks.csv").open(newline="", encoding="utf-8-sig") as file:
        return max(row["date"] for row in csv.DictReader(file))
