"""Rows that waited, whose import failed: a button, a command, and what `check_data` says meanwhile."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from accounts.choices import Role
from audit.models import AuditEvent
from core.sql import run as run_sql
from psa.integrity import problems
from sis.actions import runs
from sis.actions.meanings import give_meaning
from sis.actions.work import finish_approved
from sis.choices import ImportAnswer, RunState, WordKind
from sis.models import ImportQuestion, ImportRun, SourceWord, WaitingRow
from sis.rules.meanings import NEVER_CAME
from students.models import Guardian, Student
from tests.factories import (
    TODAY,
    EnrollmentFactory,
    GuardianFactory,
    ImportRunFactory,
    SourceWordFactory,
    act,
)
from tests.sis.nights import first_night, reply, second_night
from tests.sis.pages import page, press
from tests.world import hire, sign_in

FAILED = "wait for an import that failed"
SAID = "words of the SIS that stand otherwise"
EXITS = "said of their type of exit"


def found(name):
    return [problem.rows for problem in problems() if name in problem.name]


def fail(bundle, monkeypatch):
    """Two nights, an answer, and an import of what waited that fails."""
    first_night(bundle)
    second_night(bundle)
    taken = reply(ImportQuestion.objects.get(), ImportAnswer.ANOTHER)
    with monkeypatch.context() as cut:
        cut.setattr(runs, "load_bundle", lambda _: (_ for _ in ()).throw(RuntimeError("cut")))
        with pytest.raises(RuntimeError):
            finish_approved(act())
    taken.refresh_from_db()
    return taken


@pytest.mark.usefixtures("worker_db", "store")
def test_what_failed_is_tried_again_and_loaded(bundle, monkeypatch):
    taken = fail(bundle, monkeypatch)
    assert found(FAILED) != []
    out = io.StringIO()
    call_command("retry_import", taken.pk, json=True, stdout=out)
    assert json.loads(out.getvalue()) == {"run": taken.pk, "state": "approved"}
    assert AuditEvent.objects.filter(action="import.retried", target_id=str(taken.pk)).count() == 1
    assert finish_approved(act()) == 1
    assert Student.objects.get(sis_id="1").first_name == "Rashad"
    assert (WaitingRow.objects.count(), found(FAILED)) == (0, [])
    with pytest.raises(CommandError) as again:
        call_command("retry_import", taken.pk)
    assert again.value.returncode == 3


@pytest.mark.usefixtures("worker_db", "store")
@pytest.mark.parametrize("state", [RunState.FAILED, RunState.REFUSED])
def test_files_that_were_sent_are_sent_again_instead(state):
    sent = ImportRunFactory(state=state)
    with pytest.raises(CommandError, match="send the files again") as refused:
        call_command("retry_import", sent.pk)
    assert refused.value.returncode == 3
    assert ImportRun.objects.get().state == state
    with pytest.raises(CommandError, match="There is no import") as unknown:
        call_command("retry_import", sent.pk + 1)
    assert unknown.value.returncode == 2


@pytest.mark.usefixtures("committed", "store")
def test_the_page_of_a_failed_one_has_the_button(director):
    report = {"files": {}, "warnings": [], "refused": ["The import ended with an error."]}
    waits = ImportRunFactory(state=RunState.FAILED, is_partial=True, report=report)
    sent = ImportRunFactory(state=RunState.FAILED, report=report)
    shown = page(director, "run", waits).content.decode()
    assert f"/imports/{waits.pk}/retry" in shown
    assert "are kept" in shown
    assert f"/imports/{sent.pk}/retry" not in page(director, "run", sent).content.decode()
    reader = sign_in(hire(Role.AUDITOR))
    assert f"/imports/{waits.pk}/retry" not in page(reader, "run", waits).content.decode()
    for _ in range(2):  # a double click does it once
        press(director, "retry", waits)
    waits.refresh_from_db()
    assert waits.state == RunState.APPROVED
    assert AuditEvent.objects.filter(action="import.retried").count() == 1
    press(director, "retry", sent)
    sent.refresh_from_db()
    assert sent.state == RunState.FAILED


@pytest.mark.usefixtures("worker_db")
@pytest.mark.parametrize("meaning", ["Spanish", "unsaid"])
def test_check_data_finds_words_that_stand_otherwise(meaning):
    adult = GuardianFactory(language="QS")
    word = SourceWordFactory(word="qs")
    assert found(SAID) == []
    give_meaning(act(), word=word, meaning=meaning)
    assert found(SAID) == []
    Guardian.objects.filter(pk=adult.pk).update(language="Korean")
    assert found(SAID) != []
    Guardian.objects.filter(pk=adult.pk).update(language="QS", language_text="")
    assert found(SAID) != []
    run_sql("DELETE FROM sis_sourceword")
    assert found(SAID) == []
    assert not SourceWord.objects.exists()


@pytest.mark.usefixtures("worker_db")
@pytest.mark.parametrize(("meaning", "wrong", "right"), [(NEVER_CAME, 0, 1), ("", 1, 0)])
def test_check_data_finds_exits_that_stand_otherwise(meaning, wrong, right):
    """An import that was to load them again failed: the answer alone changes no enrollment."""
    given = {"meaning": meaning, "given_at": act().at} if meaning else {}
    SourceWordFactory(kind=WordKind.EXIT, word="zz", **given)
    last = {days: TODAY - timedelta(days=days) for days in (0, 1, -1)}
    stay = EnrollmentFactory(entry_date=TODAY, exit_date=last[wrong], exit_type="ZZ")
    run = ImportRunFactory(state=RunState.APPROVED, is_partial=True)
    assert found(EXITS) == []  # it may still come
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.FAILED)
    assert found(EXITS) == [1]
    for exit_date in (last[right], last[-1], None):
        type(stay).objects.filter(pk=stay.pk).update(exit_date=exit_date)
        assert found(EXITS) == []
