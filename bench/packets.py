"""Packets: one of sixty pages, ten of a day, and what they cost beyond bare drawing.

The ratio to bare WeasyPrint of the same HTML is of one run and holds on any machine. The two
others are seconds against the limit that a chair is promised.
"""

import statistics
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from weasyprint import HTML

from accounts.models import User
from attendance.actions.assess import assess
from attendance.models import Standing
from audit.actions import act_of
from bench import world
from bench.rows import TIMES, Clock, Row, ratio_of
from bench.world import BENCH
from contacts.choices import Method, NoteKind, WithWhom
from contacts.models import Note, NoteStudent
from core.pdf import ShippedFiles, font_configuration
from packets.actions.building import build_next, build_now
from packets.actions.drawing import html_of
from packets.actions.ordering import order
from packets.choices import Reader
from packets.models import Packet
from sarb.choices import Level, Reason
from sarb.models import Referral
from sarb.queries.dossiers import CAUSE
from students.rules import school_year_of

BASE = "bare WeasyPrint of the same HTML"
PAGES, SECONDS = 60, 5
CASES, DAY_SECONDS = 10, 60
WORDS = (
    "Spoke with the mother about the mornings on which nobody is at home. She asked for a reminder "
    "by text the evening before, and for the bus card that was promised. The student joined, named "
    "first-period mathematics as the hardest hour, and agreed to see the mentor on Tuesdays. "
)


def rows() -> list[Row]:
    """Three rows. Nothing is kept: all is done in one transaction that is taken back."""
    assess(world.ACT)
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(MEDIA_ROOT=Path(folder)),
        transaction.atomic(),
    ):
        found = [*_long(_referrals(1)[0]), _day(_referrals(CASES))]
        transaction.set_rollback(True)
    connection.close()
    return found


def _long(referral: Referral) -> list[Row]:
    """One packet of sixty pages or more, each time with a fact that is new."""
    clock, busy, act = Clock(), [], act_of(BENCH)
    _log_contacts(referral, 300)
    pages = 0
    for turn in range(TIMES):
        _log_contacts(referral, 1, start=1000 + turn)
        started = time.process_time()
        with clock.measure("packet"):
            packet = build_now(act, about=referral.about, reader=Reader.CHAIR, cause=CAUSE)
        busy.append(time.process_time() - started)
        pages = pages_of(packet)
        with clock.measure(BASE):
            _draw_bare(packet)
    if pages < PAGES:
        raise RuntimeError(f"the packet has {pages} pages, too few to measure")
    seconds = clock.median("packet")
    # What the machine did meanwhile shows in the seconds, and not in those of the processor.
    detail = (
        f"{seconds:.2f} s for {pages} pages, at most {SECONDS} s, median of {TIMES};"
        f" {statistics.median(busy):.2f} s of the processor"
    )
    return [
        ratio_of(clock, "packet, tagged and stored", "packet", BASE, 3, f" of {pages} pages"),
        Row("packet of 60 pages", round(seconds / SECONDS, 2), 1, detail),
    ]


def _day(referrals: list[Referral]) -> Row:
    """Ten packets of a day, as one worker builds them after one click."""
    clock, pages = Clock(), []
    for one in referrals:
        _log_contacts(one, 12)
    act = act_of(BENCH)
    order(act, abouts=[one.about for one in referrals], reader=Reader.CHAIR)
    with clock.measure("day"):
        while packet := build_next(act, causes=[CAUSE]):
            pages.append(pages_of(packet))
    seconds = clock.median("day")
    detail = (
        f"{seconds:.1f} s for {len(pages)} packets of {statistics.mean(pages):.0f} pages,"
        f" at most {DAY_SECONDS} s, one worker"
    )
    return Row("ten packets of a day", round(seconds / DAY_SECONDS, 2), 1, detail)


def pages_of(packet: Packet) -> int:
    return (packet.document.pages or 0) if packet.document else 0


def _draw_bare(packet: Packet) -> None:
    html = HTML(
        string=html_of(packet, CAUSE, []),
        base_url=f"{(settings.BASE_DIR / 'static').as_uri()}/",
        url_fetcher=ShippedFiles(),
    )
    html.write_pdf(font_config=font_configuration())


def _referrals(count: int) -> list[Referral]:
    """Refer the students with the most counted days who are not referred yet."""
    year = school_year_of(world.TODAY)
    taken = Referral.objects.values("student")
    worst = Standing.objects.filter(school_year=year, is_enrolled=True).exclude(student__in=taken)
    return [
        Referral.objects.create(
            student_id=standing.student_id,
            school_year=year,
            level=Level.SARB,
            reason=Reason.TRUANCY,
            text=WORDS,
            grounds={"met": True, "because": "3 reports stand.", "policy": "lausd"},
            made_by="Bench",
        )
        for standing in worst.order_by("-counted_days", "student_id")[:count]
    ]


def _log_contacts(referral: Referral, count: int, *, start: int = 0) -> None:
    author = User.objects.order_by("pk")[0]
    first = datetime(world.TODAY.year, 9, 1, 17, tzinfo=UTC)
    notes = Note.objects.bulk_create(
        Note(
            client_uuid=uuid.uuid4(),
            author=author,
            kind=NoteKind.CALL,
            method=Method.PHONE,
            with_whom=WithWhom.STUDENT,
            reached=True,
            happened_at=first + timedelta(hours=start + n),
            text=WORDS * 2,
        )
        for n in range(count)
    )
    NoteStudent.objects.bulk_create(
        NoteStudent(note=note, student_id=referral.student_id) for note in notes
    )
