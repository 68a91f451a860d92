"""Printing: each copy once, whoever dies; what the PDF says, read back."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from attendance.models import DayOutcome
from audit.actions import act_of
from core import leases
from core.commands import BadUsage
from documents.actions import bind, files
from letters import tasks
from letters.actions import print_next, printing
from letters.choices import CopyState, Stage
from letters.models import Copy, LetterEvent, LetterFile, Notice
from students.models import Guardian
from students.rules import mail
from tests.letters.world import JOB, approved, report
from tests.validator import PROFILES, failures


@pytest.fixture
def copies(notice):
    approved(notice)
    return list(Copy.objects.order_by("pk"))


def text_of(copy):
    reader = PdfReader(io.BytesIO(files.read(copy.file.document.sha256)))
    return " ".join(page.extract_text() for page in reader.pages).replace("\n", " ")


def print_all():
    found = []
    while done := print_next(act_of(JOB)):
        found.append(done)
    return found


def test_every_copy_has_one_pdf_and_then_the_letter_is_printed(copies, notice, stored):
    assert [one.copy_id for one in print_all()] == [copy.pk for copy in copies]
    assert stored() == LetterFile.objects.count() == 2
    notice.refresh_from_db()
    assert notice.stage == Stage.PRINTED
    assert LetterEvent.objects.filter(kind="printed").count() == 1


def test_the_letter_says_what_the_statute_asks_in_both_languages(copies):
    print_all()
    text = text_of(copies[0])
    for said in (
        "María Muñoz",
        "1 Elm St",
        "Ana Ito",
        "Thursday, September 3, 2026",
        "truant",
        "obligated to compel",
        "Independent study",
        "right to meet",
        "Mental health and supportive services",
        "available to meet",
        "10 percent",
        "jueves 3 de septiembre de 2026",
        "derecho a reunirse",
        "10 por ciento",
        "An interpreter is free",
        "2026.1 · EC 48260.5 · No. ",
        "Page 1 of 2",
    ):
        assert said in text, said
    for never in ("prosecut", "infraction", "9 Oak Ave", "Jin"):
        assert never not in text, never


def test_without_a_wording_in_their_language_an_interpreter_is_offered(copies):
    print_all()
    text = text_of(copies[1])
    assert "(213) 555-0142번으로 전화하시면" in text
    assert "Language on file for you" not in text
    assert "Notice about attendance" in text
    assert "Aviso" not in text


def test_the_letter_lasts_and_can_be_read_by_everybody(copies):
    print_all()
    content = files.read(copies[0].file.document.sha256)
    assert [failure for one in PROFILES for failure in failures(content, one)] == []


def test_the_facts_are_inside(copies):
    print_all()
    reader = PdfReader(io.BytesIO(files.read(copies[0].file.document.sha256)))
    assert json.loads(reader.attachments["evidence.json"][0]) == copies[0].facts


def test_what_was_printed_is_what_was_approved_whatever_changed_since(copies, ana):
    ana.guardianships.first().guardian.__class__.objects.update(street="77 New St")
    DayOutcome.objects.filter(student=ana).delete()
    print_all()
    assert "1 Elm St" in text_of(copies[0])
    assert "September 16" in text_of(copies[0])


def test_a_worker_that_died_leaves_the_copy_to_the_next(copies, stored):
    lease = leases.claim(table=printing.TABLE, moves=printing.MOVES, seconds=60)
    assert [one.copy_id for one in print_all()] == [copies[1].pk]
    Copy.objects.filter(pk=lease.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert [one.copy_id for one in print_all()] == [copies[0].pk]
    assert stored() == 2


def test_a_worker_that_was_only_slow_throws_its_result_away(copies, monkeypatch):
    def slow(copy):
        Copy.objects.filter(pk=copy.pk).update(lease_token="another")
        return original(copy)

    original = printing.rendering
    monkeypatch.setattr(printing, "rendering", slow)
    assert print_next(act_of(JOB)).pages == 0
    assert not LetterFile.objects.exists()


def test_a_database_that_goes_away_leaves_the_copy_in_the_queue(copies, monkeypatch):
    def gone(*_args, **_more):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(printing, "rendering", gone)
    with pytest.raises(OperationalError):
        print_next(act_of(JOB))
    assert Copy.objects.get(pk=copies[0].pk).state == CopyState.PRINTING


def test_what_cannot_be_printed_fails_at_once_and_alone(copies, notice, monkeypatch):
    def no_glyph(copy):
        if copy.pk == copies[0].pk:
            raise printing.pdf.MissingCharacter("U+E123")
        return original(copy)

    original = printing.rendering
    monkeypatch.setattr(printing, "rendering", no_glyph)
    assert [one.pages > 0 for one in print_all()] == [False, True]
    states = dict(Copy.objects.values_list("pk", "state"))
    assert states == {copies[0].pk: CopyState.FAILED, copies[1].pk: CopyState.PRINTED}
    assert Notice.objects.get().stage == Stage.APPROVED


def test_a_copy_that_kills_every_worker_is_given_up(copies):
    gone = timezone.now() - timedelta(seconds=1)
    Copy.objects.filter(pk=copies[0].pk).update(
        state=CopyState.PRINTING, attempts=leases.MOST_ATTEMPTS, lease_until=gone
    )
    print_all()
    assert Copy.objects.get(pk=copies[0].pk).state == CopyState.FAILED


def test_a_printed_copy_stays(copies):
    print_all()
    with pytest.raises(DatabaseError), transaction.atomic():
        Copy.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM letters_letterfile")


def test_the_task_prints_what_waits_and_then_nothing(copies):
    tasks.print_due_letters()
    tasks.print_due_letters()
    assert LetterFile.objects.count() == 2


def test_the_task_follows_once(ana):
    report(ana)
    tasks.follow_reports()
    tasks.follow_reports()
    assert Notice.objects.count() == 1


def say(capsys, *words):
    call_command("print_letters", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_the_command_prints_in_the_foreground(copies, capsys):
    one = say(capsys, "--limit", "1")
    assert (one["printed"], one["failed"], one["pages"]) == (1, 0, 2)
    assert say(capsys)["printed"] == 1
    assert say(capsys) | {"seconds": 0} == {"printed": 0, "failed": 0, "pages": 0, "seconds": 0}


def test_a_limit_of_nothing_is_bad_usage(copies):
    with pytest.raises(BadUsage):
        call_command("print_letters", "--limit", "0")


def test_bound_letters_begin_on_a_front(copies):
    print_all()
    parts = [("", files.read(copy.file.document.sha256)) for copy in Copy.objects.order_by("pk")]
    bound = PdfReader(io.BytesIO(bind(parts, on_fronts=True)))
    assert len(bound.pages) == 4  # two pages, then one and its empty back
    assert "Jin" in bound.pages[2].extract_text()
    assert bound.pages[3].extract_text() == ""


def test_no_copy_is_printed_for_nobody(notice, ana, monkeypatch):
    """As one that an earlier version approved."""
    Guardian.objects.filter(guardianships__relation="father").update(first_name="", last_name="")
    with monkeypatch.context() as earlier:
        earlier.setattr(mail, "lacks_of_envelope", lambda **_: [])
        approved(notice)
    print_all()
    states = dict(Copy.objects.values_list("name", "state"))
    assert states == {"": CopyState.FAILED, "María Muñoz": CopyState.PRINTED}
