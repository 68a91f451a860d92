"""Search: how a student is found, by whom, and what it costs."""

import re

import pytest

from accounts.choices import Role
from audit.models import AccessEvent
from desk.queries import find_students
from students.rules import phone_key
from tests.desk.rows import judge, statements, text_of
from tests.factories import (
    TODAY,
    CaseFactory,
    EnrollmentFactory,
    GuardianshipFactory,
    StudentFactory,
)
from tests.world import hire, person


@pytest.fixture
def inigo(district):
    """Íñigo Núñez Castro of Oak, whose mother is María López."""
    student = StudentFactory(
        first_name="Íñigo", middle_name="José", last_name="Núñez-Castro", sis_id="7001234"
    )
    EnrollmentFactory(student=student, school=district.oak, grade="7")
    phones = ("(213) 555-0142", "323 555 9117")
    GuardianshipFactory(
        student=student,
        guardian__first_name="María",
        guardian__last_name="López",
        guardian__phone=phones[0],
        guardian__phone2=phones[1],
        guardian__phone_key=" ".join(map(phone_key, phones)),
    )
    return student


def found(person_, text: str) -> list[str]:
    page = text_of(person_, f"/search/?q={text}")
    return [part.split("/")[0] for part in page.split('class="hit" href="/students/')[1:]]


@pytest.mark.parametrize(
    "text",
    [
        "inigo nunez",
        "Núñez Íñigo",
        "castro",
        "CASTRO, inigo",
        "cas i",
        "nu ca jo",
        "nu",
        "Nunez-Cas",
        "7001234",
        "70012",
        "maria lopez",
        "lopez mar",
        "2135550142",
        "(213) 555-0142",
        "%2B1 213.555.0142",
        "0142",
        "555 9117",
    ],
)
def test_found_by(counselor, inigo, text):
    assert found(counselor, text) == [str(inigo.pk)]


@pytest.mark.parametrize("text", ["inigo lopez", "astro", "n_nez", "%25", "001234", "9999", "xyz"])
def test_not_found_by(counselor, inigo, text):
    assert found(counselor, text) == []


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("O'Brien", ("obrien", "o'brien", "o’brien", "o brien", "tess obrien")),
        ("D‘Angelo", ("dangelo", "d'angelo", "d angelo")),  # noqa: RUF001 - as somebody wrote it
        ("St. Pierre", ("stpierre", "st pierre", "st. pierre")),
        ("De La Cruz", ("delacruz", "de la cruz", "cruz tess")),
        ("OBrien", ("o'brien", "o brien", "OBRIEN")),
        ("Delacruz", ("delacruz", "de la cruz", "dela cruz")),
        ("Kaʻahumanu", ("kaahumanu", "ka'ahumanu", "kaʻahumanu", "ka ahumanu")),  # noqa: RUF001 - likewise
    ],
)
def test_every_box_finds_a_name_however_it_is_typed(counselor, district, name, texts):
    student = StudentFactory(first_name="Tess", last_name=name)
    EnrollmentFactory(student=student, school=district.oak)
    judge(student, district.oak, counted=1)
    CaseFactory(student=student, owner=counselor.user)
    tie = GuardianshipFactory(student=district.ben)  # whose mother has the name
    tie.guardian.first_name, tie.guardian.last_name = "Wilma", name
    tie.guardian.save()
    for text in texts:
        assert set(found(counselor, text)) >= {str(student.pk)}, text
        boxes = ("/log/?q=", "/caseload/?q=", f"/schools/{district.oak.pk}/students/?q=")
        for box in boxes:
            assert student.sis_id in text_of(counselor, box + text), box + text
    assert str(district.ben.pk) in found(counselor, texts[0].split()[-1])


@pytest.mark.parametrize("typed", ["c11001", "C11001", "c-11001", "00c11001"])
def test_every_box_finds_an_id_however_it_is_typed(counselor, district, typed):
    student = StudentFactory(sis_id="C11001", first_name="Tess", last_name="Vos")
    EnrollmentFactory(student=student, school=district.oak)
    for judged in (student, district.ben):
        judge(judged, district.oak, counted=1)
    CaseFactory(student=student, owner=counselor.user)
    assert found(counselor, typed) == [str(student.pk)]
    for box in ("/log/?q=", "/caseload/?q=", f"/schools/{district.oak.pk}/students/?q="):
        page = text_of(counselor, box + typed)
        assert "C11001" in page, box
        assert "Ito, Ben" not in page, box


def test_the_id_as_it_is_typed_comes_before_those_that_are_like_it(counselor, district):
    for sis_id in ("9010", "00901", "901", "0901-7", "8901"):
        student = StudentFactory(sis_id=sis_id, last_name=f"N{sis_id}")
        EnrollmentFactory(student=student, school=district.oak)
    for typed, expected in (
        ("901", ["901", "00901", "9010", "0901-7"]),
        ("00901", ["00901", "901", "0901-7", "9010"]),
    ):
        page = text_of(counselor, f"/search/?q={typed}")
        assert re.findall(r"<mark>([^<]+)</mark>", page) == expected


@pytest.mark.parametrize("text", ["", " ", "i", "-", "'", "\x00"])
def test_too_short_to_ask(counselor, inigo, text):
    page = text_of(counselor, f"/search/?q={text}")
    assert "Write at least two letters" in page


def test_a_row_says_who_where_and_why(counselor, district, inigo):
    judge(inigo, district.oak, counted=2)
    page = text_of(counselor, "/search/?q=lopez")
    row = page.split('class="hit"')[1].split("</li>")[0]
    told = ["Núñez-Castro, Íñigo José", "Oak", "Grade 7", "2 counted days"]
    assert [words for words in told if words not in row] == []
    assert "adult: María López, (213) 555-0142" in row


def test_an_adult_without_contact_lends_no_number(counselor, inigo):
    inigo.guardianships.update(no_contact=True)
    page = text_of(counselor, "/search/?q=lopez")
    assert "adult: María López" in page
    assert "555-0142" not in page


def test_only_students_in_reach(outsider, inigo):
    assert found(outsider, "nunez") == []
    assert found(outsider, "lopez") == []


def test_who_may_not_read_adults_does_not_find_by_them(inigo):
    auditor = person(hire(Role.AUDITOR))
    assert found(auditor, "nunez") == [str(inigo.pk)]
    assert found(auditor, "lopez") == []
    assert found(auditor, "2135550142") == []


def test_whoever_was_an_adult_of_the_student_finds_nobody(counselor, inigo):
    inigo.guardianships.update(is_current=False, ended_on=TODAY)
    assert found(counselor, "lopez") == found(counselor, "2135550142") == []


def test_the_right_to_find_everybody_and_to_adults_of_one_school(district, inigo):
    GuardianshipFactory(student=district.dov, guardian__last_name="López")
    both = person(hire(Role.COUNSELOR, district.oak, to=hire(Role.AUDITOR)))
    assert found(both, "dov") == [str(district.dov.pk)]
    assert found(both, "lopez") == [str(inigo.pk)]


def test_whole_names_come_before_beginnings_and_adults_last(counselor, district):
    names = [("Kim", "Kimball"), ("Ana", "Kim"), ("Kimberly", "Abel")]
    keys = []
    for first, last in names:
        student = StudentFactory(first_name=first, last_name=last)
        EnrollmentFactory(student=student, school=district.oak)
        keys.append(str(student.pk))
    GuardianshipFactory(
        student=district.ben, guardian__first_name="Kim", guardian__last_name="Adams"
    )
    assert found(counselor, "kim") == [keys[1], keys[0], keys[2], str(district.ben.pk)]


def test_an_equal_id_comes_first(counselor, district):
    for sis_id, first in (("4455", "Zoe"), ("445", "Yan")):
        student = StudentFactory(first_name=first, sis_id=sis_id)
        EnrollmentFactory(student=student, school=district.oak)
    page = text_of(counselor, "/search/?q=445")
    assert page.index("Yan") < page.index("Zoe")


@pytest.mark.parametrize(("students", "has_more"), [(20, False), (21, True)])
def test_twenty_and_a_word_to_narrow_it(counselor, district, students, has_more):
    for student in StudentFactory.create_batch(students, last_name="Same"):
        EnrollmentFactory(student=student, school=district.oak)
    assert len(found(counselor, "same")) == 20
    assert ("The first 20" in text_of(counselor, "/search/?q=same")) is has_more


def test_students_shown_are_logged(counselor, inigo):
    text_of(counselor, "/search/?q=nunez")
    event = AccessEvent.objects.get()
    assert (event.page, event.student_ids) == ("search", [inigo.pk])


def test_enter_in_the_dialog_opens_the_first(counselor, inigo):
    response = counselor.client.get("/search/?q=nunez&open=first")
    assert (response.status_code, response.url) == (302, f"/students/{inigo.pk}/")
    nobody = counselor.client.get("/search/?q=nobody&open=first")
    assert b"Nobody found" in nobody.content


def test_htmx_gets_the_list_alone(counselor, inigo):
    response = counselor.client.get("/search/?q=nunez", headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert b'id="results"' in response.content


def test_what_was_typed_is_text(counselor, inigo):
    page = text_of(counselor, "/search/?q=<script>alert(1)</script>")
    assert "<script>alert" not in page


def test_two_statements_for_any_number(counselor, district, inigo):
    few = statements(counselor, "/search/?q=nunez")
    for student in StudentFactory.create_batch(50, last_name="Nunez"):
        EnrollmentFactory(student=student, school=district.oak)
    assert statements(counselor, "/search/?q=nunez") == few == 3  # the third is the log


def test_two_statements(counselor, inigo, django_assert_num_queries):
    request = counselor.client.get("/search/?q=nunez").wsgi_request
    bool(request.scope.grants)
    with django_assert_num_queries(2):
        assert len(find_students(request.scope, "nunez").hits) == 1


def test_the_box_at_the_top_says_what_was_searched_and_no_lists_filter(counselor):
    top = re.compile(r'id="bar-search"\s+name="q"\s+value="([^"]*)"')
    for address, said in (("/search/?q=ana", "ana"), ("/schools/?q=oak", "")):
        assert top.search(counselor.client.get(address).content.decode())[1] == said
