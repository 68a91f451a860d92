"""The one component of a student's name and id."""

from types import SimpleNamespace

import pytest

from students.models import Student
from students.templatetags.students import called, id_of, named, who

ANA = Student(pk=7, sis_id="901", first_name="Ana", last_name="Ito")
NOBODY = Student(pk=7, sis_id="902")


def test_a_name_in_a_row_leads_to_the_students_page_with_the_id_beside_it():
    assert who(ANA) == '<a href="/students/7/">Ito, Ana</a>\n<small class="num">901</small>'


def test_it_leads_elsewhere_or_nowhere():
    assert who(ANA, "/cases/3/").startswith('<a href="/cases/3/">Ito, Ana</a>')
    assert who(ANA, "") == '<span class="who">Ito, Ana</span>\n<small class="num">901</small>'


def test_a_row_about_a_student_names_the_student_and_not_itself():
    row = SimpleNamespace(pk=1, student_id=7, name="Ito, Ana", sis_id="901")
    assert who(row) == who(ANA)


def test_an_id_that_was_looked_for_is_marked():
    assert who(ANA, "", marked=True).endswith('<small class="num"><mark>901</mark></small>')


def test_whom_the_reader_does_not_reach_has_no_id():
    assert named("Ito, Ben", "") == '<span class="who">Ito, Ben</span>'


def test_a_student_without_a_name_can_be_opened_and_called():
    assert '<a href="/students/7/">Name not on file</a>' in who(NOBODY)
    assert who(SimpleNamespace(pk=7, name="", sis_id="902"), "").startswith(
        '<span class="who">Name not on file</span>'
    )
    assert called(NOBODY) == "Name not on file"
    assert called(ANA) == "Ana Ito"


@pytest.mark.parametrize("write", [who, id_of, lambda student: who(student, "")])
def test_what_a_file_says_is_escaped(write):
    bad = Student(pk=7, sis_id="<b>", first_name="<i>", last_name="&'\"")
    assert not any(part in write(bad) for part in ("<b>", "<i>", "'"))
    assert "&lt;b&gt;" in write(bad)


def test_beside_a_heading_the_id_says_what_it_is():
    assert id_of(ANA) == 'ID <span class="num">901</span>'
