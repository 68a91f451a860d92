"""What the law makes of everybody: the export of standings, and the reasons for some students."""

import csv
from pathlib import Path

from tests.golden import commands
from tests.golden.crawl import write as put

EXPLAINED = 50


def write(folder: Path, *when: str) -> list[str]:
    """Write the export and the reasons of EXPLAINED students; return their ids.

    Half of them lead by counted days, the others stand evenly over the list.
    """
    path = folder / "standings.csv"
    folder.mkdir(parents=True, exist_ok=True)
    commands.run("export_standings", "--output", str(path), *when)
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    chosen = chosen_of(rows)
    for sis_id in chosen:
        facts = commands.run("explain", sis_id, *when)
        put(folder / "explain" / f"{sis_id}.txt", commands.as_text(facts))
    return chosen


def chosen_of(rows: list[dict[str, str]]) -> list[str]:
    by_counted = sorted(rows, key=lambda row: (-int(row["truancy_events"]), row["student_id"]))
    most = [row["student_id"] for row in by_counted[: EXPLAINED // 2]]
    step = max(1, len(rows) // (EXPLAINED - len(most) or 1))
    evenly = [row["student_id"] for row in rows[::step]]
    return list(dict.fromkeys([*most, *evenly]))[:EXPLAINED]
