"""Data quality: what is found in the records, and of whom."""

from datetime import timedelta

import pytest

from attendance.models import DayOutcome
from desk.queries.measures import BY_KEY
from desk.registry import DOUBTS
from sis.choices import ImportAnswer
from sis.models import ImportQuestion, SetAside, SourceWord
from students.models import Guardianship
from students.rules import first_day_of, school_year_of
from tests.desk.records import (
    asked,
    broken_name,
    half_address,
    held,
    no_adult,
    no_birth_date,
    no_language,
    no_rights,
    no_telephone,
    of,
    rejected,
    set_aside,
    whole,
    without_minutes,
    word,
)
from tests.factories import (
    TODAY,
    GuardianshipFactory,
    ImportRunFactory,
    RejectedRowFactory,
    SourceWordFactory,
    act,
)
from tests.letters.rows import notice_about

pytestmark = pytest.mark.usefixtures("committed", "store")
DAY = timedelta(days=1)
FIRST_OF_YEAR = first_day_of(school_year_of(TODAY))


@pytest.fixture
def ana(district):
    return whole(district.ana, district.oak)


@pytest.mark.parametrize(
    ("spoil", "key", "why"),
    [
        (no_birth_date, "age", ""),
        (no_adult, "adult", ""),
        (no_telephone, "telephone", ""),
        (no_language, "language", "language"),
        (half_address, "address", "ZIP"),
        (broken_name, "name", "broken"),
        (no_rights, "rights", "education rights"),
        (asked, "question", "another child"),
        (without_minutes, "days", "1 day: The minutes missed are not known"),
        (set_aside, "aside", "1 mark, the last of"),
        (rejected, "rejected", "students.csv line"),
        (word, "word", "language qss"),
        (held, "letters", "education rights"),
    ],
)
def test_each_thing_that_lacks_is_found_with_its_reason(ana, district, spoil, key, why):
    assert of(ana, district.oak) == {}
    spoil(ana)
    found = of(ana, district.oak)
    assert key in found
    assert why in found[key]
    assert key in BY_KEY


def test_there_is_a_measure_for_all_that_is_found_and_all_is_found():
    tested = {
        key
        for _, key, _ in test_each_thing_that_lacks_is_found_with_its_reason.pytestmark[0].args[1]
    }
    assert tested == set(BY_KEY)
    assert sorted(key for keys, _ in DOUBTS for key in keys) == sorted(BY_KEY)


@pytest.mark.parametrize(
    ("begun", "left", "is_here"),
    [(0, None, True), (-9, 0, True), (1, None, False), (-9, -1, False)],
)
def test_who_left_yesterday_is_no_doubt_and_who_leaves_today_is(
    ana, district, begun, left, is_here
):
    for spoil in (asked, held, no_birth_date, rejected, set_aside, without_minutes, word):
        spoil(ana)
    ana.enrollments.update(
        entry_date=TODAY + timedelta(days=begun),
        exit_date=None if left is None else TODAY + timedelta(days=left),
    )
    found = {"age", "aside", "days", "letters", "question", "rejected", "rights", "word"}
    assert of(ana, district.oak).keys() == (found if is_here else set())


def test_an_answered_question_is_no_doubt(ana, district):
    asked(ana)
    ImportQuestion.objects.update(answer=ImportAnswer.SAME, answered_at=act().at)
    assert of(ana, district.oak) == {}


@pytest.mark.parametrize(
    ("day", "is_told"),
    [(FIRST_OF_YEAR, True), (FIRST_OF_YEAR - DAY, False), (TODAY, True), (TODAY + DAY, False)],
)
@pytest.mark.parametrize(("spoil", "key"), [(set_aside, "aside"), (without_minutes, "days")])
def test_days_of_the_school_year_up_to_today_are_told(ana, district, spoil, key, day, is_told):
    spoil(ana)
    SetAside.objects.update(date=day)
    DayOutcome.objects.filter(why="no_minutes").update(date=day)
    assert (key in of(ana, district.oak)) is is_told


@pytest.mark.parametrize(
    "stop", [{"court_order": "Custody"}, {"no_contact": True}, {"receives_mail": False}]
)
def test_what_a_person_decides_of_one_adult_is_no_fault_of_the_record(ana, district, stop):
    notice_about(ana, district.oak, stage="due", due_by=TODAY)
    assert of(ana, district.oak) == {}
    Guardianship.objects.filter(student=ana, relation="father").update(**stop)
    assert of(ana, district.oak) == {}
    no_rights(ana)
    assert "education rights" in of(ana, district.oak)["letters"]
    assert "May a letter" not in of(ana, district.oak)["letters"]


def test_a_former_adult_calls_nobody(ana, district):
    Guardianship.objects.update(is_current=False)
    GuardianshipFactory(student=ana, holds_education_rights=True, guardian__phone_key="")
    assert "telephone" in of(ana, district.oak)
    assert "adult" not in of(ana, district.oak)


def test_a_word_with_a_meaning_is_no_doubt(ana, district):
    word(ana)
    SourceWord.objects.update(meaning="kept", given_at=act().at)
    assert "word" not in of(ana, district.oak)


def test_rejected_rows_are_those_of_the_last_import(ana, district):
    rejected(ana)
    assert "rejected" in of(ana, district.oak)
    ImportRunFactory(is_partial=True)
    assert "rejected" in of(ana, district.oak)
    ImportRunFactory()
    assert "rejected" not in of(ana, district.oak)


def test_that_a_student_is_in_a_protected_file_is_told_to_nobody(ana, district):
    RejectedRowFactory(file="populations.csv", row={"student_id": ana.sis_id})
    assert of(ana, district.oak) == {}
    SourceWordFactory(kind="population", word="RSP")
    SourceWordFactory(kind="relation", word="FFA")
    ana.guardianships.update(relation="other", relation_text="FFA")
    ana.populations.create(kind="other", label="RSP")
    assert of(ana, district.oak) == {}
