"""The made-up district: its standings, every page of each role, every letter, every packet."""

import argparse
import re
from collections import Counter
from pathlib import Path

from django.apps import apps

from tests.golden import commands, database, judged
from tests.golden.browser import Reader
from tests.golden.crawl import Answer, crawl, write
from tests.golden.outbox import letters, packets

SEED = "1"
# Read once more when reports are filed and letters are out.
AFTERWARDS = ("director", "counselor", "clerk", "school_administrator", "sarb_chair")
# Read every chosen student; the other roles only the first ones.
THOROUGH = ("director", "counselor", "field_coordinator")
FIRST = 10
COUNTING = re.compile(r"^/((caseloads?|cases|schools|tasks|reports|letters|referrals)/)?(\?|$)")
STARTS = ("/", "/search/?q=Gar", "/search/?q=Maria", "/search/?q=100", "/log/", "/imports/")


def stages(options: argparse.Namespace):
    """Yield each stage by name. They lean on each other, in this order."""
    chosen: list[str] = []
    yield "make the district", lambda folder: make(folder, options.students)
    yield "standings", lambda folder: chosen.extend(judged.write(folder / "standings"))
    yield "pages", lambda folder: pages(folder / "pages", chosen, options.pages)
    yield "reports", reports
    yield "letters", lambda folder: letters(folder / "letters", _emails())
    yield "packets", lambda folder: packets(folder / "packets")
    yield (
        "pages afterwards",
        lambda folder: pages(
            folder / "afterwards", chosen[:10], options.pages // 3, only=AFTERWARDS
        ),
    )
    yield "what was recorded", recorded


def make(folder: Path, students: int) -> None:
    told = {
        "1 make_district": commands.run(
            "make_district", "--students", str(students), "--seed", SEED
        ),
        "2 assess": commands.run("assess"),
        "3 demo_letters": commands.run("demo_letters"),
        "4 nightly": commands.run("nightly"),
        "5 check_data": commands.run("check_data"),
    }
    _write_all(folder / "commands", told)


def reports(folder: Path) -> None:
    """File what is clean, and let the letters follow."""
    told = {
        "6 file_reports, listed": commands.run("file_reports"),
        "7 file_reports": commands.run("file_reports", "--yes"),
        "8 nightly": commands.run("nightly"),
        "9 check_data": commands.run("check_data"),
    }
    _write_all(folder / "commands", told)


def _write_all(folder: Path, told: dict[str, object]) -> None:
    for name, facts in told.items():
        write(folder / f"{name}.txt", commands.as_text(facts))


def pages(folder: Path, students: list[str], most: int, *, only: tuple[str, ...] = ()) -> None:
    """Write what each role reads: its pages, and every number of those that count."""
    emails = _emails()
    for role in only or emails:
        some = students if role in THOROUGH else students[:FIRST]
        begin = [*STARTS, *_addresses_of(some)]
        with database.acting_as("app"):
            read = crawl(Reader(emails[role]), folder / role, begin=begin, most=most)
        write(folder / f"{role}.numbers.txt", numbers(read))


def numbers(read: dict[str, Answer]) -> str:
    """Return the lines with a number in them of the pages that count, without their addresses."""
    lines = []
    for address, answer in sorted(read.items()):
        if COUNTING.search(address):
            plain = re.sub(r" ?<[^>]*>", "", answer.text)
            lines += [
                f"{address}: {line}" for line in plain.splitlines() if re.search(r"\d", line)
            ]
    return "\n".join(lines) + "\n"


def _addresses_of(students: list[str]) -> list[str]:
    model = apps.get_model("students", "Student")
    with database.acting_as("worker"):
        keys = model.objects.filter(sis_id__in=students).values_list("pk", flat=True)
        return [f"/students/{pk}/{part}" for pk in sorted(keys) for part in ("", "work/")]


def _emails() -> dict[str, str]:
    """Return the address of the person of each role whom the made-up district has."""
    return {person["role"]: person["email"] for person in commands.run("demo_people")}


def recorded(folder: Path) -> None:
    """Write how often each kind of change and of reading was recorded, and by what kind of actor."""
    with database.acting_as("worker"):
        events = apps.get_model("audit", "AuditEvent").objects.values_list("action", "actor_kind")
        seen = apps.get_model("audit", "AccessEvent").objects.values_list("page", "access")
        lines = [f"{' '.join(key)}: {n}" for key, n in sorted(Counter([*events, *seen]).items())]
    write(folder / "recorded.txt", "\n".join(lines) + "\n")
