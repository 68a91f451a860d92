"""What the preview of an import shows of its rows."""

from sis.actions.work import work_on_next
from sis.models import ImportRun
from sis.rules.layouts import BY_FILE
from tests.conftest import as_worker
from tests.factories import act
from tests.sis.bundles import BASE, import_sis, marks, write
from tests.sis.pages import page, send, zipped

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
