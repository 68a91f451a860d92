"""The pages of imports, with the worker's part done in the test by the worker's own function."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.choices import Role
from audit.models import AccessEvent, AuditEvent
from sis.actions.work import work_on_next
from sis.choices import RunState
from sis.models import ImportRun, RejectedRow, SetAside
from sis.rules.layouts import BY_FILE
from students.models import Student
from tests.conftest import connect_as
from tests.factories import act
from tests.sis.bundles import BASE, import_sis, marks, write
from tests.world import hire, sign_in

BAD = marks(*(["1,A,2026-09-14,,??,,"] * 20))


@pytest.fixture
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def director(committed, media):
    return sign_in(hire(Role.DIRECTOR))


def as_worker(work, *args):
    """Do the worker's part as the role of the worker, then serve again."""
    connect_as("worker")
    try:
        return work(*args)
    finally:
        connect_as("app")


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return SimpleUploadedFile("nightly.zip", packed.getvalue())


def send(browser, *files):
    return browser.post(reverse("sis:upload"), {"files": files})


def page(browser, name, run=None, **options):
    return browser.get(reverse(f"sis:{name}", args=[run.pk] if run else []), **options)


def press(browser, name, run):
    return browser.post(reverse(f"sis:{name}", args=[run.pk]))


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
    assert Student.objects.count() == 0
    press(director, "apply", run)
    as_worker(work_on_next, act())
    run.refresh_from_db()
    assert run.state == RunState.APPLIED
    assert Student.objects.count() == 3
    applied = AuditEvent.objects.get(action="import.applied")
    assert (applied.actor_kind, applied.actor_id) == ("user", run.created_by_id)


GUARDIANS = (
    "student_id,guardian_id,relation,first_name,last_name,phone,lives_with\n"
    "1,G1,Mother,Eva,Núñez,213-555-0142,{lives_with}\n"
)


def examples_of(run):
    """Return {(file, change): examples} of a run."""
    run.refresh_from_db()
    kinds = run.preview["examples"]
    return {(file, change): shown for file in kinds for change, shown in kinds[file].items()}


def test_examples_speak_the_words_of_the_file(director, tmp_path):
    # Marks of a student and a school that are on file and covered, moved, blank or uncovered.
    first = {
        **BASE,
        "guardians.csv": GUARDIANS.format(lives_with="Y"),
        "marks.csv": marks("2,A,2026-09-14,,AU,,", "3,B,2026-09-15,1,TD,20,"),
    }
    as_worker(import_sis, write(tmp_path / "b", first))
    then = {
        "calendar.csv": "school_id,date,is_school_day,note\nA,2026-09-18,N,Smoke\n",
        "students.csv": BASE["students.csv"].replace("3 Ash St", "9 Fir St"),
        "guardians.csv": GUARDIANS.format(lives_with="N"),
        "enrollments.csv": BASE["enrollments.csv"].replace(
            "3,B,2026-08-13,,7", "3,B,2026-08-13,,8"
        ),
        "marks.csv": marks("2,A,2026-09-14,,AE,,", "2,A,2026-09-15,,AU,,", "1,B,2026-09-14,,AU,,"),
    }
    send(director, zipped(then))
    as_worker(work_on_next, act())
    run = ImportRun.objects.latest("pk")
    shown = examples_of(run)
    [student] = shown["students.csv", "updated"]
    assert student["values"] == [["student_id", "3"]]
    assert student["changes"] == [["street", "3 Ash St", "9 Fir St"]]
    assert shown["guardians.csv", "updated"][0]["changes"] == [["lives_with", "yes", "no"]]
    assert shown["calendar.csv", "updated"][0]["changes"] == [
        ["is_school_day", "yes", "no"],
        ["note", "", "Smoke"],
    ]
    [enrollment] = shown["enrollments.csv", "updated"]
    assert enrollment["values"][:2] == [["student_id", "3"], ["school_id", "B"]]
    [new] = shown["marks.csv", "created"]
    assert new["values"] == [
        ["student_id", "2"],
        ["school_id", "A"],
        ["date", "2026-09-15"],
        ["period", "whole day"],
        ["code", "AU"],
    ]
    assert shown["marks.csv", "updated"][0]["changes"] == [["code", "AU", "AE"]]
    assert shown["marks.csv", "set_aside"][0]["why"] == "no-enrollment"
    body = page(director, "run", run).content.decode()
    assert "Not enrolled at that school on that day" in body


def test_a_preview_shows_no_key_of_ours(director):
    files = {**BASE, "guardians.csv": GUARDIANS.format(lives_with="")}
    send(director, zipped({**files, "marks.csv": marks("1,B,2026-09-14,,AU,,")}))
    as_worker(work_on_next, act())
    run = ImportRun.objects.get()
    columns = {file: {column.name for column in BY_FILE[file].columns} for file in BY_FILE}
    for (file, _), examples in examples_of(run).items():
        for example in examples:
            named = {name for name, *_ in (*example["values"], *example["changes"])}
            assert named <= columns[file]
    body = page(director, "run", run).content.decode()
    for ours in ("search_key", "phone_key", "relation_text", "sis_id", "code_id", "None"):
        assert ours not in body


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
def test_a_file_name_cannot_leave_its_folder(director, media, name):
    send(director, SimpleUploadedFile(name, b"x"))
    written = [path for path in media.parent.rglob("*") if path.is_file()]
    assert all(path.is_relative_to(media / "imports") for path in written)


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


def test_discard(director, media, django_capture_on_commit_callbacks):
    send(director, zipped(BASE))
    run = ImportRun.objects.get()
    press(director, "discard", run)
    run.refresh_from_db()
    assert run.state == RunState.DISCARDED
    assert not list((media / "imports").iterdir())
    press(director, "apply", run)  # too late: said, not done
    run.refresh_from_db()
    assert run.state == RunState.DISCARDED


def test_apply_needs_a_preview(director):
    send(director, zipped(BASE))
    run = ImportRun.objects.get()
    press(director, "apply", run)
    run.refresh_from_db()
    assert run.state == RunState.UPLOADED


def test_rejected_rows_are_listed_and_downloaded(director):
    send(director, zipped({**BASE, "marks.csv": marks("9,A,2026-09-14,,AU,,=cmd()")}))
    as_worker(work_on_next, act())
    run = ImportRun.objects.get()
    assert "no student has this id" in page(director, "rejected", run).content.decode()
    download = page(director, "rejected_csv", run)
    assert (
        download["Content-Disposition"] == f'attachment; filename="import-{run.pk}-rejected.csv"'
    )
    assert "'=cmd()" in download.content.decode()


def test_the_system_administrator_runs_imports_but_sees_no_student(committed, media):
    administrator = sign_in(hire(Role.SYSTEM_ADMINISTRATOR))
    send(administrator, zipped({**BASE, "marks.csv": marks("98765,A,2026-09-14,,AU,,")}))
    as_worker(work_on_next, act())
    run = ImportRun.objects.get()
    assert run.state == RunState.PREVIEWED
    for shown in (page(administrator, name, run) for name in ("run", "rejected", "rejected_csv")):
        assert shown.status_code == 200
        assert "Núñez" not in shown.content.decode()
        assert "98765" not in shown.content.decode()


def test_set_aside_marks_show_only_students_in_reach(director, tmp_path):
    bundle = write(tmp_path / "b", {**BASE, "marks.csv": marks("1,B,2026-09-14,,AU,,")})
    as_worker(import_sis, bundle)
    assert SetAside.objects.count() == 1
    assert "Núñez" in page(director, "set_aside").content.decode()
    assert "2026-09-14" in page(director, "set_aside_csv").content.decode()
    student = Student.objects.get(sis_id="1")
    logged = AccessEvent.objects.filter(student_ids=[student.pk])
    assert set(logged.values_list("access", "page")) == {
        ("read", "sis:set_aside"),
        ("exported", "sis:set_aside_csv"),
    }
    stranger = sign_in(hire(Role.SYSTEM_ADMINISTRATOR))
    assert "Núñez" not in page(stranger, "set_aside").content.decode()


@pytest.mark.parametrize("rows", [10, 200])
def test_lists_take_the_same_statements_for_any_number(
    director, rows, django_assert_max_num_queries
):
    run = ImportRun.objects.create(state=RunState.APPLIED, source_name="x", created_by="Ana")
    RejectedRow.objects.bulk_create(
        RejectedRow(run=run, file="marks.csv", line=n, reason="bad") for n in range(rows)
    )
    for name, target in (("runs", None), ("run", run), ("rejected", run), ("set_aside", None)):
        with django_assert_max_num_queries(15):
            page(director, name, target)


def test_reading_what_a_run_says_of_students_is_logged(director):
    send(director, zipped(BASE))
    as_worker(work_on_next, act())
    press(director, "apply", ImportRun.objects.get())
    as_worker(work_on_next, act())
    assert not AccessEvent.objects.exists()  # nobody was on file when the preview was read
    renamed = BASE["students.csv"].replace("Okafor", "Okoye")
    bad = marks("1,A,2026-09-14,,??,,", "9,A,2026-09-14,,AU,,", "3,B,2026-09-14,,AU,,")
    send(director, zipped({"students.csv": renamed, "marks.csv": bad}))
    as_worker(work_on_next, act())
    run = ImportRun.objects.latest("pk")
    for name in ("run", "rejected", "rejected_csv"):
        page(director, name, run)
    keys = dict(Student.objects.values_list("sis_id", "pk"))
    logged = AccessEvent.objects.order_by("pk").values_list("page", "access", "student_ids")
    assert list(logged) == [
        ("sis:run", "read", [keys["2"], keys["3"]]),
        ("sis:rejected", "read", [keys["1"]]),
        ("sis:rejected_csv", "exported", [keys["1"]]),
    ]
    page(sign_in(hire(Role.SYSTEM_ADMINISTRATOR)), "rejected_csv", run)
    assert AccessEvent.objects.count() == 3
