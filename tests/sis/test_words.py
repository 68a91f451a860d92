"""Words of the SIS that nobody can read: listed, given a meaning once, and taken back."""

from datetime import date, timedelta

import pytest

from attendance.models import AttendanceCode, JudgementDue, Mark
from audit.models import AuditEvent
from core import clock
from sis.actions.meanings import (
    CodeIsInUse,
    HasAMeaning,
    HasNoMeaning,
    NoSuchMeaning,
    give_meaning,
    take_back,
)
from sis.actions.work import finish_approved
from sis.choices import WordKind
from sis.models import SetAside, SourceWord
from sis.rules.meanings import KEPT, NEVER_CAME, UNSAID
from students.models import Enrollment, Guardian, Guardianship, Population, Student
from tests.factories import act
from tests.sis.bundles import BASE, ENROLLMENTS, import_sis, marks

pytestmark = pytest.mark.usefixtures("worker_db", "store")

ADULTS = "guardian_id,student_id,relation,first_name,last_name,language\n"
GUARDIANS = (
    ADULTS
    + "G1,1,FM,Eva,Núñez,QS\nG2,2,Tia abuela,Ida,Okafor,qs\nG3,3,Mother,Ines,Lin,Spanish (Mexico)\n"
)
STUDENTS = BASE["students.csv"].replace("2015-03-01,F", "2015-03-01,Girl X")
GRADED = ENROLLMENTS.replace("2026-08-13,,5,", "2026-08-13,,UE,")
POPULATIONS = "student_id,population,start\n1,RSP,2026-08-13\n2,IEP,2026-08-13\n"


def load(bundle, **also):
    files = {"students": STUDENTS, "guardians": GUARDIANS, "enrollments": GRADED}
    return import_sis(bundle(**files, populations=POPULATIONS, **also))


def word(kind, text):
    return SourceWord.objects.get(kind=kind, word__iexact=text)


def give(kind, text, meaning):
    return give_meaning(act(), word=word(kind, text), meaning=meaning)


def test_each_word_that_cannot_be_read_is_listed_once_with_whom_it_touches(bundle):
    report = load(bundle)
    found = {
        (one.kind, one.word.lower()): (one.rows, one.students) for one in SourceWord.objects.all()
    }
    assert found == {
        ("language", "qs"): (2, 2),
        ("relation", "fm"): (1, 1),
        ("relation", "tia abuela"): (1, 1),
        ("population", "rsp"): (1, 1),
        ("grade", "ue"): (1, 1),
        ("sex", "girl x"): (1, 1),
    }
    one = word("language", "qs")
    schools = dict(Enrollment.objects.values_list("school_id", "school__sis_id"))
    assert [(schools[key], count) for key, count in one.schools] == [("A", 2)]
    assert Student.objects.filter(pk__in=one.examples).count() == 2
    said = next(line for line in report["warnings"] if line.startswith("Language"))
    assert said.startswith("Language: 1 word that nobody has given a meaning (")
    assert said.endswith("Imports, Words")


def test_the_schools_of_a_word_are_where_its_students_are_today(bundle):
    today = clock.today()
    left = ENROLLMENTS.replace("1,A,2026-08-13,", f"1,A,2026-08-13,{today}")
    left = left.replace("2,A,2026-08-13,", f"2,A,2026-08-13,{today - timedelta(days=1)}")
    import_sis(bundle(guardians=GUARDIANS, enrollments=left))
    assert [count for _, count in word("language", "qs").schools] == [1]


def test_the_same_night_again_lists_nothing_twice_and_a_word_that_is_gone_goes(bundle):
    load(bundle)
    load(bundle)
    assert SourceWord.objects.filter(kind="language").count() == 1
    load(bundle)
    import_sis(bundle(guardians=GUARDIANS.replace("QS", "Spanish").replace("qs", "es")))
    assert not SourceWord.objects.filter(kind="language").exists()
    assert SourceWord.objects.filter(kind="relation").count() == 2


def test_a_language_is_put_right_on_file_in_every_import_and_back(bundle):
    load(bundle)
    given = give("language", "QS", "Spanish")
    assert (given.meaning, given.given_by, bool(given.given_at)) == (
        "Spanish",
        act().actor.name,
        True,
    )
    assert set(Guardian.objects.values_list("sis_id", "language")) == {
        ("G1", "Spanish"),
        ("G2", "Spanish"),
        ("G3", "Spanish"),
    }
    event = AuditEvent.objects.get(action="import.meaning-given")
    assert event.detail == {
        "kind": "language",
        "word": given.word,
        "meaning": "Spanish",
        "rows": 2,
    }
    # The next night says the same words: nothing changes, and nothing is asked again.
    again = load(bundle)
    assert again["files"]["guardians.csv"]["updated"] == 0
    assert not any(line.startswith("Language") for line in again["warnings"])
    new = GUARDIANS + "G4,3,Aunt,Uma,Lin,qS\n"
    import_sis(bundle(guardians=new))
    assert Guardian.objects.get(sis_id="G4").language == "Spanish"
    take_back(act(), word=word("language", "qs"))
    assert dict(Guardian.objects.values_list("sis_id", "language")) == {
        "G1": "QS",
        "G2": "qs",
        "G3": "Spanish",
        "G4": "qS",
    }
    assert not Guardian.objects.exclude(language_text="").exists()
    assert word("language", "qs").is_open


def test_who_says_another_language_by_now_keeps_it_when_a_meaning_is_taken_back(bundle):
    load(bundle)
    give("language", "QS", "Spanish")
    import_sis(bundle(guardians=GUARDIANS.replace("Núñez,QS", "Núñez,Korean")))
    take_back(act(), word=word("language", "qs"))
    assert Guardian.objects.get(sis_id="G1").language == "Korean"
    assert Guardian.objects.get(sis_id="G2").language == "qs"


@pytest.mark.parametrize(
    ("kind", "text", "meaning", "read"),
    [
        ("relation", "fm", "foster_parent", lambda: Guardianship.objects.get(guardian__sis_id="G1").relation),
        ("population", "rsp", "iep", lambda: Population.objects.get(student__sis_id="1").kind),
        ("grade", "ue", "7", lambda: Enrollment.objects.get(student__sis_id="1").grade),
        ("sex", "girl x", "female", lambda: Student.objects.get(sis_id="1").sex),
    ],
)  # fmt: skip
def test_a_word_of_every_kind_is_put_right_stays_so_and_goes_back(
    bundle, kind, text, meaning, read
):
    load(bundle)
    before = read()
    give(kind, text, meaning)
    assert read() == meaning
    counts = load(bundle)["files"]
    assert read() == meaning
    for file in ("students.csv", "guardians.csv", "enrollments.csv", "populations.csv"):
        assert (counts[file]["created"], counts[file]["updated"], counts[file]["closed"]) == (
            0,
            0,
            0,
        ), file
    take_back(act(), word=word(kind, text))
    assert read() == before
    load(bundle)
    assert read() == before


def test_a_grade_that_is_given_has_the_year_judged_again(bundle):
    load(bundle)
    JudgementDue.objects.all().delete()
    give("grade", "UE", "7")
    ana = Student.objects.get(sis_id="1").pk
    assert list(JudgementDue.objects.values_list("student", "school_year")) == [(ana, 2026)]
    JudgementDue.objects.all().delete()
    take_back(act(), word=word("grade", "UE"))
    assert list(JudgementDue.objects.values_list("student", "school_year")) == [(ana, 2026)]


def test_what_a_word_says_of_nothing_is_blank_and_what_is_kept_is_asked_no_more(bundle):
    load(bundle)
    give("language", "QS", UNSAID)
    give("relation", "FM", KEPT)
    assert Guardian.objects.get(sis_id="G1").language == ""
    assert Guardianship.objects.get(guardian__sis_id="G1").relation == "other"
    again = load(bundle)
    assert Guardian.objects.get(sis_id="G1").language == ""
    said = next(line for line in again["warnings"] if line.startswith("Relation"))
    assert "FM" not in said
    assert "Tia abuela" in said


def test_a_meaning_is_given_once_and_is_one_of_those_offered(bundle):
    load(bundle)
    with pytest.raises(NoSuchMeaning):
        give("language", "QS", "Klingon")
    assert not AuditEvent.objects.filter(action="import.meaning-given").exists()
    give("language", "QS", "Spanish")
    with pytest.raises(HasAMeaning):
        give("language", "QS", "Korean")
    take_back(act(), word=word("language", "QS"))
    with pytest.raises(HasNoMeaning):
        take_back(act(), word=word("language", "QS"))
    assert AuditEvent.objects.filter(action__startswith="import.meaning").count() == 2


ONE_DAY = ENROLLMENTS.replace("1,A,2026-08-13,,5,,", "1,A,2026-08-13,2026-08-13,5,,ZZ")


def test_a_type_of_exit_says_who_never_came(bundle):
    """Days, marks and judgements follow, and go back, as they do at night."""
    files = {"enrollments": ONE_DAY.replace("2026-08-13,2026-08-13", "2026-09-14,2026-09-14")}
    report = import_sis(bundle(**files, marks=marks("1,A,2026-09-14,,AU,,")))
    assert any("say once" in line or "types of exit mean" in line for line in report["warnings"])
    assert Mark.objects.count() == 1
    give(WordKind.EXIT, "ZZ", NEVER_CAME)
    JudgementDue.objects.all().delete()
    assert finish_approved(act()) == 1
    ana = Enrollment.objects.get(student__sis_id="1")
    assert ana.exit_date == date(2026, 9, 13)
    assert (Mark.objects.count(), SetAside.objects.count()) == (0, 1)
    assert JudgementDue.objects.filter(student=ana.student_id, school_year=2026).exists()
    assert Enrollment.objects.filter(exit_date=None).count() == 2  # nobody else ended
    again = import_sis(bundle(**files))
    assert again["files"]["enrollments.csv"]["updated"] == 0
    assert any("never came" in line for line in again["warnings"])
    take_back(act(), word=word(WordKind.EXIT, "ZZ"))
    assert finish_approved(act()) == 1
    assert Enrollment.objects.get(student__sis_id="1").exit_date == date(2026, 9, 14)
    assert (Mark.objects.count(), SetAside.objects.count()) == (1, 0)
    assert word(WordKind.EXIT, "ZZ").is_open


def test_whoever_left_later_by_a_type_that_means_never_came_was_there(bundle):
    """Said by a person, it is so of the first day alone: of a later one the word means something else."""
    import_sis(bundle(enrollments=ONE_DAY))
    give(WordKind.EXIT, "ZZ", NEVER_CAME)
    assert finish_approved(act()) == 1
    later = ENROLLMENTS.replace("1,A,2026-08-13,,5,,", "1,A,2026-08-13,2026-08-14,5,,ZZ")
    import_sis(bundle(enrollments=later))
    assert Enrollment.objects.get(student__sis_id="1").exit_date == date(2026, 8, 14)


@pytest.mark.parametrize("column", [",exit_type", ""])
def test_no_type_of_exit_at_all_can_be_said_to_mean_something(bundle, column):
    blank = (
        f"student_id,school_id,entry_date,exit_date,grade{column}\n"
        f"1,A,2026-08-13,2026-08-13,5{',' if column else ''}\n"
    )
    import_sis(bundle(enrollments=blank))
    assert str(word(WordKind.EXIT, "")) == "(none)"
    give(WordKind.EXIT, "", NEVER_CAME)
    assert finish_approved(act()) == 1
    assert Enrollment.objects.get().exit_date == date(2026, 8, 12)
    assert import_sis(bundle(enrollments=blank))["files"]["enrollments.csv"]["updated"] == 0


def test_a_type_of_exit_of_the_first_day_is_not_warned_of_once_it_is_kept(bundle):
    import_sis(bundle(enrollments=ONE_DAY))
    give(WordKind.EXIT, "ZZ", KEPT)
    again = import_sis(bundle(enrollments=ONE_DAY))
    assert not any("on the day they begin" in line for line in again["warnings"])
    assert Enrollment.objects.get(student__sis_id="1").exit_date == date(2026, 8, 13)


def test_a_type_of_exit_of_later_days_is_no_question(bundle):
    import_sis(
        bundle(enrollments=ONE_DAY.replace("2026-08-13,2026-08-13", "2026-08-13,2026-08-14"))
    )
    assert not SourceWord.objects.filter(kind=WordKind.EXIT).exists()


def test_codes_are_listed_though_the_file_is_refused_and_load_once_they_are_known(bundle):
    rows = [f"1,A,2026-09-14,{n},U9,," for n in range(30)]
    report = import_sis(bundle(marks=marks(*rows)))
    assert report["exit"] == 3
    assert (word(WordKind.CODE, "U9").rows, Student.objects.count()) == (30, 0)
    give(WordKind.CODE, "U9", "absent/unexcused")
    code = AttendanceCode.objects.get(code="U9")
    assert (code.kind, code.excuse) == ("absent", "unexcused")
    report = import_sis(bundle(marks=marks(*rows)))
    assert (report["exit"], Mark.objects.count()) == (0, 30)
    with pytest.raises(CodeIsInUse):
        take_back(act(), word=word(WordKind.CODE, "U9"))
    assert AttendanceCode.objects.filter(code="U9").exists()


def test_a_code_that_no_mark_carries_yet_is_taken_back(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,U9,,")))
    give(WordKind.CODE, "U9", "oss/")
    take_back(act(), word=word(WordKind.CODE, "U9"))
    assert not AttendanceCode.objects.filter(code="U9").exists()


def test_a_code_that_the_sis_sends_needs_no_meaning(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,U9,,")))
    import_sis(bundle(codes=BASE["codes.csv"] + "U9,,absent,unexcused,\n"))
    assert not SourceWord.objects.exists()
