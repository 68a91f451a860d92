"""One entry about several students: named by ID within one's own reach, and nobody learns of another."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from contacts.models import Note, NoteStudent
from desk.queries.timeline import timeline
from tests.contacts.pages import send, shown
from tests.world import hire, sign_in


def about():
    return set(NoteStudent.objects.values_list("student__first_name", flat=True))


@pytest.mark.parametrize("between", [",", ", ", " ", ";", "\t"])
def test_students_of_one_s_own_are_named_by_id(district, browser, between):
    ids = between.join([district.ben.sis_id, district.ana.sis_id, district.ben.sis_id])
    send(browser, district.ana, who="student", more_ids=ids)
    assert about() == {district.ana.first_name, district.ben.first_name}
    assert Note.objects.count() == 1


def test_out_of_reach_and_never_there_are_refused_in_the_same_words(district, browser):
    said = []
    for asked in (district.dov.sis_id, "987654321"):
        answer = send(
            browser, district.ana, who="student", more_ids=f"{district.ben.sis_id} {asked}"
        )
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f"No student you serve has the ID {asked}." in page
        assert district.dov.first_name not in page
        said.append(page.replace(asked, "X").count("No student you serve has the ID X."))
    assert said[0] == said[1]
    assert not Note.objects.exists()


def test_at_most_ten_are_named_at_once(district, browser):
    answer = send(browser, district.ana, who="student", more_ids=" ".join(map(str, range(11))))
    assert "Name at most 10 students at once." in answer.content.decode()
    assert not Note.objects.exists()


def test_each_timeline_has_the_note_and_names_no_other_child(district, browser):
    send(
        browser,
        district.ana,
        who="student",
        more_ids=district.ben.sis_id,
        text="Both missed the bus.",
    )
    for student, other in ((district.ana, district.ben), (district.ben, district.ana)):
        [told] = timeline(student.pk)
        assert told.text == "Both missed the bus."
        assert other.first_name not in str(vars(told))


def test_who_serves_one_child_never_learns_of_the_other(district, browser):
    send(
        browser,
        district.ana,
        who="student",
        more_ids=district.ben.sis_id,
        text="Both missed the bus.",
    )
    note = Note.objects.get()
    NoteStudent.objects.filter(student=district.ben).update(student=district.dov)
    reader = sign_in(hire(Role.COUNSELOR, district.oak))
    pages = [
        shown(reader, "contacts:note", note.pk),
        shown(reader, "student-work", district.ana.pk),
        shown(reader, "contacts:found", query="?q=bus"),
    ]
    for page in pages:
        assert "Both missed the bus." in page
        assert district.dov.first_name not in page
        assert "no longer serve" not in page
    assert reader.get(reverse("contacts:change", args=[note.pk])).status_code == 403
