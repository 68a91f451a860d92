"""Bundles as offices, spreadsheets and other systems leave them: loaded right, told by line, or refused;
nothing is loaded askew in silence.
"""

import io
import zipfile

import pytest

from sis.models import ImportRun
from students.models import Enrollment, Guardian, Population, School, Student
from tests.sis.bundles import BASE, ENROLLMENTS, STUDENTS, import_sis, lines, marks, write
from tests.sis.nasty import HEAD, PEOPLE, ROWS, load, people

pytestmark = pytest.mark.usefixtures("worker_db", "store")


def semicolons(text):
    return text.replace(",", ";")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(("\ufeff" + semicolons(HEAD + ROWS)).encode(), id="semicolons and a BOM"),
        pytest.param((HEAD + ROWS).replace("\n", "\r\n").encode(), id="line ends of Windows"),
        pytest.param((HEAD + ROWS).replace("\n", "\r").encode(), id="line ends of an old Mac"),
        pytest.param(
            (HEAD + ROWS).replace("\n", "\r\n", 1).replace("6\n", "6\r").encode(),
            id="three kinds of line ends",
        ),
        pytest.param((HEAD + ROWS).encode("cp1252"), id="Windows-1252"),
        pytest.param((HEAD + ROWS).replace(",", "\t").encode(), id="tabs"),
        pytest.param((HEAD + ROWS).replace(",", "|").encode(), id="bars"),
        pytest.param((HEAD + ROWS).replace("\n", ",,,\n").encode(), id="blank columns at the end"),
        pytest.param(
            ("Springfield Unified\nStudents as of 11/20/2026\n\n" + HEAD + ROWS).encode(),
            id="titles before the header",
        ),
        pytest.param(("sep=;\n" + semicolons(HEAD + ROWS)).encode(), id="sep="),
        pytest.param(
            (HEAD.upper().replace("_", " ") + ROWS).encode(), id="capitals and spaces in the header"
        ),
        pytest.param(
            "\n".join(
                ",".join(cells[place] for place in (3, 1, 0, 2))
                for cells in (line.split(",") for line in (HEAD + ROWS).splitlines())
            ).encode(),
            id="columns in another order, no end of line",
        ),
        pytest.param(
            ("\n\n" + HEAD + "\n" + ROWS.replace("\n", "\n\n") + ",,,\n").encode(), id="blank lines"
        ),
        pytest.param(
            (HEAD + ROWS.replace("Ana", '"Ana"').replace("Ben", ' "Ben"')).encode(),
            id="quotes, and quotes after a space",
        ),
        pytest.param((HEAD + ROWS.replace("Ana", '"A\tna"')).replace("A\tna", "Ana ").encode(), id="spaces"),
        pytest.param((HEAD + ROWS.replace("1,", '="1",', 1)).encode(), id="an id kept as text"),
        pytest.param((HEAD + ROWS + "Total: 3,,,\n").encode(), id="a total"),
        pytest.param((HEAD + ROWS + HEAD).encode(), id="the header again"),
        pytest.param((HEAD + ROWS + ROWS).encode(), id="every row twice"),
        pytest.param((HEAD + ROWS.replace("Ana", "A\u200bna")).encode(), id="an invisible space"),
        pytest.param((HEAD + ROWS.replace("Ana", "\u202eAna\u202c")).encode(), id="marks of direction"),
        pytest.param((HEAD + ROWS.replace("Ana", "Ana \U0001f600")).encode(), id="an emoji"),
        pytest.param((HEAD + ROWS.replace("Núñez", "Nu\u0301n\u0303ez")).encode(), id="marks beside letters"),
        pytest.param((HEAD + ROWS.replace("Núñez", "N&uacute;&ntilde;ez")).encode(), id="HTML"),
    ],
)  # fmt: skip
def test_these_are_loaded_as_they_are_meant(bundle, content):
    report = load(bundle, content)
    assert (report["exit"], report["refused"]) == (0, [])
    assert people() == PEOPLE


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param((HEAD + ROWS).encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param((HEAD + ROWS).encode("utf-16-le"), "NUL", id="UTF-16 without its mark"),
        pytest.param((HEAD + ROWS.replace("Ana", "A\0na")).encode(), "line 2", id="a NUL"),
        pytest.param(
            (HEAD + ROWS.replace("Ana", "A" * 3_000_000)).encode(), "line 2", id="a cell of 3 MB"
        ),
        pytest.param((HEAD + ROWS.replace("Ana", '"Ana')).encode(), "quote", id="an open quote"),
        pytest.param(
            ("student_id," + HEAD + ROWS.replace("\n", "\n9,")).encode(), "twice", id="an id twice"
        ),
        pytest.param(
            HEAD.replace("first_name,last_name", "name").encode() + b"1,\"Lin, Ana\",2015-03-01\n",
            "lacks the columns first_name, last_name",
            id="names in one column",
        ),
        pytest.param(ROWS.encode(), "lacks the columns", id="no header"),
        pytest.param(b"PK\x03\x04 no zip", "students.csv", id="a broken zip by the name of a file"),
    ],
)  # fmt: skip
def test_these_are_refused_whole_with_the_place(bundle, content, says):
    report = load(bundle, content)
    assert report["exit"] == 3
    assert says in " ".join(report["refused"])
    assert not Student.objects.exists()


def packed(tmp_path, files):
    path = tmp_path / "nightly.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_what_a_mac_puts_beside_the_files_is_no_file(tmp_path):
    litter = {f"__MACOSX/._{name}": b"\0\5\x16\7" for name in BASE}
    report = import_sis(packed(tmp_path, {**BASE, **litter, ".DS_Store": b"\0\0"}))
    assert (report["exit"], Student.objects.count()) == (0, 3)


def test_a_zip_in_a_zip_is_refused(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("students.csv", STUDENTS)
    report = import_sis(packed(tmp_path, {**BASE, "more.zip": inner.getvalue()}))
    assert (report["exit"], Student.objects.count()) == (3, 0)


@pytest.mark.parametrize(
    "empty", ["", "\ufeff", "\n\n", "student_id,school_id,entry_date,exit_date\n"]
)
def test_an_empty_file_ends_nothing(bundle, empty):
    import_sis(bundle())
    report = import_sis(bundle(enrollments=empty))
    assert report["exit"] == 0
    assert not Enrollment.objects.exclude(exit_date=None).exists()


def test_a_folder_of_nothing_is_told(tmp_path):
    report = import_sis(write(tmp_path / "b", {"notes.docx": "x"}))
    assert report["exit"] == 3
    assert report["refused"]
    assert ImportRun.objects.get().state == "refused"


def test_tabs_and_line_breaks_in_a_cell_become_spaces(bundle):
    adults = 'guardian_id,student_id,first_name,last_name,street\nG1,1,"Eva\nMaria",Núñez,"1 Elm\tSt\r\nApt 4"\n'
    import_sis(bundle(guardians=adults))
    adult = Guardian.objects.get()
    assert (adult.first_name, adult.street) == ("Eva Maria", "1 Elm St Apt 4")


def test_a_formula_in_a_cell_is_only_text(bundle, tmp_path):
    rejects = tmp_path / "rejects.csv"
    report = load(
        bundle, HEAD + ROWS.replace("2015-03-01", '"=HYPERLINK(""x"")"'), rejects=rejects
    )
    assert report["files"]["students.csv"]["rejected"] == 1
    assert lines(rejects)[1][3].startswith("'=HYPERLINK")


def test_marks_of_a_student_whose_zeros_were_lost_are_rejected(bundle):
    import_sis(
        bundle(
            students=STUDENTS.replace("\n1,", "\n00901,"),
            enrollments=ENROLLMENTS.replace("\n1,", "\n00901,"),
        )
    )
    report = import_sis(
        bundle(
            students=STUDENTS.replace("\n1,", "\n00901,"),
            enrollments=ENROLLMENTS.replace("\n1,", "\n00901,"),
            marks=marks("901,A,2026-09-14,,AU,,"),
        )
    )
    assert report["files"]["marks.csv"]["rejected"] == 1


def test_codes_of_schools_by_their_names_are_rejected(bundle, tmp_path):
    rejects = tmp_path / "rejects.csv"
    by_name = ENROLLMENTS.replace(",A,", ",Adams Elementary,")
    report = import_sis(bundle(enrollments=by_name), rejects=rejects)
    assert report["files"]["enrollments.csv"]["rejected"] == 2
    assert School.objects.count() == 2


def test_a_population_whose_columns_changed_places_is_rejected(bundle):
    askew = "student_id,population,start,end\n1,2026-08-13,IEP,\n2,IEP,2026-08-13,\n"
    report = import_sis(bundle(populations=askew))
    assert report["files"]["populations.csv"]["rejected"] == 1
    assert Population.objects.get().student.sis_id == "2"
