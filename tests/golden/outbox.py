"""What leaves the building: the text of every letter, and of every packet for each reader."""

import re
from pathlib import Path

from django.apps import apps

from tests.golden import commands, database, papers
from tests.golden.browser import Reader
from tests.golden.crawl import write

READERS = ("chair", "panel", "family", "court")
CONFIRM = "/letters/?confirm=clean"


# Who approves letters, each at his schools.
APPROVING = ("counselor", "school_administrator", "field_coordinator")


def letters(folder: Path, emails: dict[str, str]) -> None:
    """Approve what is clean, print it, and write each letter's page, its preview and its copies."""
    with database.acting_as("app"):
        for role in APPROVING:
            write(folder / f"approved by {role}.txt", approve_clean(Reader(emails[role])))
    write(folder / "printed.txt", commands.as_text(commands.run("print_letters")))
    with database.acting_as("worker"):
        notices = list(
            apps.get_model("letters", "Notice")
            .objects.order_by("pk")
            .values_list("pk", "student__sis_id", "kind")
        )
    with database.acting_as("app"):
        reader = Reader(emails["director"])
        for pk, student, kind in notices:
            letter(reader, pk, folder / f"{student}-{kind}-{pk}")


def approve_clean(reader: Reader) -> str:
    """Send the page's own form that approves every clean letter; return where it led."""
    page = reader.get(CONFIRM).html
    form = re.search(r'<form[^>]*action="([^"]*approve[^"]*)"[^>]*>(.*?)</form>', page, re.DOTALL)
    if not form:
        return "nothing to approve\n"
    inputs = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form[2])
    fields = {name: value for name, value in inputs if name != "csrfmiddlewaretoken"}
    return reader.post(form[1], fields).written()


def letter(reader: Reader, pk: int, folder: Path) -> None:
    page = reader.get(f"/letters/{pk}")
    write(folder / "page.txt", page.written())
    write(folder / "preview.txt", reader.get(f"/letters/{pk}/preview").written())
    files = [link for link in page.links if ".pdf" in link and "preview" not in link]
    for number, link in enumerate(files, start=1):
        write(folder / f"copy-{number}.txt", reader.get(link).written())


def packets(folder: Path) -> None:
    """Build the packet of every referral for each reader, and write its facts and its text."""
    with database.acting_as("worker"):
        model = apps.get_model("sarb", "Referral")
        referrals = list(model.objects.order_by("pk").values_list("pk", "student__sis_id"))
    for pk, student in referrals:
        for name in READERS:
            facts = commands.run("build_packet", str(pk), "--reader", name)
            said = commands.as_text(facts) + "\n"
            if path := facts.get("path"):
                said += papers.of_pdf(Path(path).read_bytes())
            write(folder / f"{student}-{name}.txt", said)
