"""The pages of imports, with the worker's part done in the test by the worker's own function."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.choices import Role
from audit.models import AuditEvent
from sis.actions.work import work_on_next
from sis.choices import RunState
from sis.models import ImportRun
from sis.rules.summary import totals
from students.models import Student
from tests.conftest import as_worker
from tests.factories import act
from tests.sis.bundles import BASE, import_sis, marks, write
from tests.sis.pages import page, press, send, zipped
from tests.world import hire, sign_in

BAD = marks(*(["1,A,2026-09-14,,??,,"] * 20))


def test_upload_preview_apply(director):
    answer = send(director, zipped(BASE))
    run = ImportRun.objects.get()
    assert answer.url == reverse("sis:run", args=[run.pk])
    waiting = page(director, "run", run).content.decode()
    assert 'hx-trigger="every 1s"' in waiting
    as_worker(work_on_next, act())
    preview = page(director, "run", run).content.decode()
    assert "every 1s" not in preview
    assert "Núñez" in preview  # an example of a new student
    total = totals(ImportRun.objects.get().report["files"])
    assert total["created"] > 3
    assert f"it brings in {total['created']} new rows, changes 0 rows" in " ".join(preview.split())
    assert Student.objects.count() == 0
    press(director, "apply", run)
    as_worker(work_on_next, act())
    run.refresh_from_db()
    assert run.state == RunState.APPLIED
    assert Student.objects.count() == 3
    applied = AuditEvent.objects.get(action="import.applied")
    assert (applied.actor_kind, applied.actor_id) == ("user", run.created_by_id)
    assert "Attendance is judged again" in page(director, "run", run).content.decode()


def test_more_rows_than_are_kept_are_no_number_that_opens(director, monkeypatch):
    monkeypatch.setattr("sis.views.imports.STORED", 1)
    send(director, zipped({**BASE, "marks.csv": marks(*(["1,A,2026-09-14,,??,,"] * 2))}))
    as_worker(work_on_next, act())
    run = ImportRun.objects.get()
    shown = page(director, "run", run).content.decode()
    assert "See the first rejected rows</a>, 1 of 2 are kept" in shown
    assert "?file=marks.csv" not in shown
    opened = page(director, "rejected", run).content.decode()
    assert "The first 1 of 2 rejected rows are kept here" in opened
    for told in (shown, opened):
        assert "--rejects FILE" in told  # the way to get all of them
    monkeypatch.setattr("sis.views.imports.STORED", 2)
    for name in ("run", "rejected"):
        assert "--rejects FILE" not in page(director, name, run).content.decode()


def test_what_did_not_get_in_is_led_to(director):
    stray = marks("1,A,2026-07-05,,AU,,", "1,A,2026-09-14,,??,,")
    send(director, zipped({**BASE, "marks.csv": stray}))
    as_worker(work_on_next, act())
    run = ImportRun.objects.get()
    press(director, "apply", run)
    as_worker(work_on_next, act())
    shown = page(director, "run", run).content.decode()
    for words in ("See 1 rejected row", "See the marks set aside", "See the questions"):
        assert words in shown


def test_a_bundle_that_is_already_in_says_so(director, tmp_path):
    as_worker(import_sis, write(tmp_path / "b", BASE))
    send(director, zipped(BASE))
    as_worker(work_on_next, act())
    body = page(director, "run", ImportRun.objects.latest("pk")).content.decode()
    assert "Nothing would change: this bundle is already in." in body


def test_the_steps_come_with_the_fragment(director):
    send(director, zipped(BASE))
    run = ImportRun.objects.get()
    as_worker(work_on_next, act())
    fragment = page(director, "run", run, headers={"HX-Request": "true"}).content.decode()
    assert 'hx-swap-oob="true"' in fragment
    assert reverse("sis:apply", args=[run.pk]) in fragment


def test_htmx_gets_the_fragment_alone(director):
    send(director, zipped(BASE))
    run = ImportRun.objects.get()
    fragment = page(director, "run", run, headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith('<div id="import-run"')
    assert "<html" not in fragment


def test_single_files_keep_their_names(director):
    files = [SimpleUploadedFile(name, text.encode()) for name, text in BASE.items()]
    send(director, *files)
    as_worker(work_on_next, act())
    assert ImportRun.objects.get().report["files"]["students.csv"]["created"] == 3


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([], "required"),
        ([("notes.exe", b"MZ")], "Only .csv"),
        ([("marks.csv", b"a"), ("marks.csv", b"b")], "same name"),
        ([("a.zip", b"a"), ("marks.csv", b"b")], "one zip alone"),
        ([("marks.csv", b"")], "empty"),
    ],
)
def test_an_upload_that_is_not_taken(director, files, says):
    answer = send(director, *(SimpleUploadedFile(name, content) for name, content in files))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert ImportRun.objects.count() == 0


@pytest.mark.parametrize("name", ["../../etc/marks.csv", "..\\marks.csv", "/marks.csv", "a\0.csv"])
def test_a_file_name_cannot_leave_its_folder(director, store, name):
    send(director, SimpleUploadedFile(name, b"x"))
    written = [path for path in store.parent.rglob("*") if path.is_file()]
    assert all(path.is_relative_to(store / "imports") for path in written)


def test_a_second_person_overrides(director):
    send(director, zipped({**BASE, "marks.csv": BAD}))
    as_worker(work_on_next, act())
    run = ImportRun.objects.get()
    assert run.state == RunState.REFUSED
    assert "bad-rows" in page(director, "run", run).content.decode()
    press(director, "override", run)
    run.refresh_from_db()
    assert run.state == RunState.REFUSED  # whoever sent it cannot
    press(sign_in(hire(Role.DIRECTOR)), "override", run)
    as_worker(work_on_next, act())
    run.refresh_from_db()
    assert run.state == RunState.APPLIED
    assert run.override_by_id != run.created_by_id
    assert AuditEvent.objects.filter(action="import.override").exists()


def test_what_cannot_be_read_cannot_be_overridden(director):
    send(director, SimpleUploadedFile("marks.csv", b"student_id\n"))
    as_worker(work_on_next, act())
    run = ImportRun.objects.get()
    press(sign_in(hire(Role.DIRECTOR)), "override", run)
    run.refresh_from_db()
    assert run.state == RunState.REFUSED


def test_discard(director, store, django_capture_on_commit_callbacks):
    send(director, zipped(BASE))
    run = ImportRun.objects.get()
    press(director, "discard", run)
    run.refresh_from_db()
    assert run.state == RunState.DISCARDED
    assert not list((store / "imports").iterdir())
    press(director, "apply", run)  # too late: said, not done
    run.refresh_from_db()
    assert run.state == RunState.DISCARDED


def test_apply_needs_a_preview(director):
    send(director, zipped(BASE))
    run = ImportRun.objects.get()
    press(director, "apply", run)
    run.refresh_from_db()
    assert run.state == RunState.UPLOADED
