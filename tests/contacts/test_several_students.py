"""One entry about several students: named by ID within one's own reach, and nobody learns of another."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from contacts.actions import NoteSaysWhatCannotBe
from contacts.models import Note, NoteStudent
from desk.queries.timeline import timeline
from students.models import Student
from tests.contacts.pages import send, shown
from tests.contacts.world import UUID_2, log
from tests.factories import EnrollmentFactory, StudentFactory
from tests.world import hire, sign_in


def about():
    return set(NoteStudent.objects.values_list("student__first_name", flat=True))


def named(browser, first, *others, **values):
    """Send the sheet with IDs typed and, as it comes back with the names, with these ticked."""
    ids = values.pop("ids", None) or " ".join(one.sis_id for one in others)
    sent = {"who": "student", "more_ids": ids, **values}
    asked = send(browser, first, **sent)
    assert asked.status_code == 422
    return send(browser, first, **sent, asked_ids=ids, named=[one.pk for one in others])


@pytest.mark.parametrize("between", [",", ", ", " ", ";", "\t"])
def test_students_of_one_s_own_are_named_by_id(district, browser, between):
    ids = between.join([district.ben.sis_id, district.ana.sis_id, district.ben.sis_id])
    named(browser, district.ana, district.ben, ids=ids)
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
    named(browser, district.ana, district.ben, text="Both missed the bus.")
    for student, other in ((district.ana, district.ben), (district.ben, district.ana)):
        [told] = timeline(student.pk)
        assert told.text == "Both missed the bus."
        assert other.first_name not in str(vars(told))


def test_who_serves_one_child_never_learns_of_the_other(district, browser):
    named(browser, district.ana, district.ben, text="Both missed the bus.")
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


def test_whoever_is_named_by_id_is_shown_by_name_and_ticked_before_anything_is_saved(
    district, browser
):
    sent = {"who": "student", "more_ids": district.ben.sis_id}
    page = send(browser, district.ana, **sent).content.decode()
    assert district.ben.name_and_id in page
    assert "tick below about whom it is, and save again" in page
    assert 'name="named"' in page
    assert not Note.objects.exists()
    untouched = send(browser, district.ana, **sent, asked_ids=district.ben.sis_id)
    assert "Tick below about whom it is, or leave the IDs out." in untouched.content.decode()
    other = send(browser, district.ana, **sent, asked_ids="other ids", named=[district.ben.pk])
    assert other.status_code == 422  # these IDs were not shown by name yet
    assert not Note.objects.exists()


def test_of_those_named_one_is_left_out_and_nobody_else_is_put_in(district, browser):
    cal = StudentFactory(first_name="Cal", sis_id="C-77")
    EnrollmentFactory(student=cal, school=district.oak)
    ids = f"{district.ben.sis_id} {cal.sis_id}"
    sent = {"who": "student", "more_ids": ids, "asked_ids": ids}
    send(browser, district.ana, **sent, named=[cal.pk, district.dov.pk, "x"])
    assert about() == {district.ana.first_name, "Cal"}


def test_an_id_is_whose_it_is_as_written_and_one_of_two_is_refused(district, browser):
    Student.objects.filter(pk=district.ben.pk).update(sis_id="12")
    for first_name, sis_id in (("Cal", "0012"), ("Flo", "00034"), ("Gus", "0-34")):
        student = StudentFactory(first_name=first_name, sis_id=sis_id)
        EnrollmentFactory(student=student, school=district.oak)
    page = send(browser, district.ana, who="student", more_ids="12").content.decode()
    assert ("Ito, Ben" in page, "0012" in page) == (True, False)
    page = send(browser, district.ana, who="student", more_ids="34").content.decode()
    assert "More than one student has the ID 34" in page
    assert ("Flo" in page, "Gus" in page) == (False, False)
    assert not Note.objects.exists()


def test_what_was_saved_says_about_whom(district, browser):
    named(browser, district.ana, district.ben)
    told = browser.get(reverse("today")).content.decode()
    assert "Call logged about Ito, Ana; Ito, Ben." in told


def test_a_retry_about_more_or_fewer_students_is_refused_in_words(district, who, browser):
    note = log(who, district.ana, with_whom="student", with_name="")
    before = Note.objects.count()
    with pytest.raises(NoteSaysWhatCannotBe, match="not about Ito, Ben: log another"):
        log(who, district.ana, district.ben)
    assert about() == {"Ana"}
    assert (Note.objects.count(), note.revisions.count()) == (before, 0)
    both = log(who, district.ana, district.ben, uuid=UUID_2)
    assert log(who, district.ben, district.ana, uuid=UUID_2) == both
    with pytest.raises(NoteSaysWhatCannotBe, match="more students than now"):
        log(who, district.ana, uuid=UUID_2)
    assert set(both.about.values_list("student__first_name", flat=True)) == {"Ana", "Ben"}
