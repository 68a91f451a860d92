"""The rows that a run left out, and who may read of which students."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from audit.models import AccessEvent
from sis.actions.work import work_on_next
from sis.choices import RunState
from sis.models import ImportRun, RejectedRow, SetAside
from students.models import Student
from tests.conftest import as_worker
from tests.factories import act
from tests.opened import Opened, compare
from tests.sis.bundles import BASE, import_sis, marks, write
from tests.sis.pages import page, press, send, zipped
from tests.world import hire, sign_in


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


def test_the_number_of_each_file_opens_its_rows(director):
    bad = BASE["students.csv"] + "7,,,,2026-13-45\n8,,,,x\n"
    send(
        director, zipped({**BASE, "students.csv": bad, "marks.csv": marks("9,A,2026-09-14,,AU,,")})
    )
    as_worker(work_on_next, act())
    run = ImportRun.objects.get()
    here = reverse("sis:run", args=[run.pk])
    shown = Opened(page(director, "run", run).content.decode())
    files = {href for href in shown.numbers if "file=" in href}
    assert {href.partition("file=")[2] for href in files} == {"students.csv", "marks.csv"}
    assert compare(here, shown, lambda there: director.get(there).content.decode()) == []


def test_the_system_administrator_runs_imports_but_sees_no_student(committed, store):
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
