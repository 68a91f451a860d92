"""Limits that stop a run: nothing changes, the message says which, --allow-drop is audited."""

from datetime import timedelta

import pytest

from attendance.models import Mark
from audit.models import AuditEvent
from core import clock
from sis.models import ImportQuestion, ImportRun, RejectedRow
from sis.rules import limits
from students.models import Enrollment, Student
from tests.sis.bundles import BASE, import_sis, lines, marks, write

pytestmark = pytest.mark.usefixtures("worker_db")
STUDENTS_HEADER = BASE["students.csv"].splitlines()[0] + "\n"
ENROLLMENTS_HEADER = BASE["enrollments.csv"].splitlines()[0] + "\n"


def students(numbers, *, born="2015-03-01", last="Ito"):
    return STUDENTS_HEADER + "".join(f"{n},Ana,,{last},{born},F,,,,,\n" for n in numbers)


def enrollments(numbers, school="A"):
    return ENROLLMENTS_HEADER + "".join(f"{n},{school},2026-08-13,,5,,\n" for n in numbers)


@pytest.fixture
def bundle(tmp_path):
    def make(**files):
        return write(tmp_path / "bundle", {f"{name}.csv": text for name, text in files.items()})

    base = {**BASE, "students.csv": students(range(1, 501))}
    base["enrollments.csv"] = enrollments(range(1, 501))
    assert import_sis(write(tmp_path / "base", base))["exit"] == 0
    return make


@pytest.mark.parametrize(("bad", "exit_code"), [(20, 0), (21, 3)])
def test_bad_rows(bundle, bad, exit_code):
    """2% of 1,000 rows."""
    rows = [f"{n % 500 + 1},A,2026-09-{14 + n // 500},,AU,," for n in range(1000)]
    rows[:bad] = [row.replace("AU", "??") for row in rows[:bad]]
    report = import_sis(bundle(marks=marks(*rows)))
    assert report["exit"] == exit_code
    assert report["applied"] is (exit_code == 0)
    assert report["files"]["marks.csv"]["rejected"] == bad
    assert Mark.objects.count() == (0 if exit_code else 1000 - bad)
    assert RejectedRow.objects.count() == bad  # survives the refusal
    if exit_code:
        assert "limit bad-rows is 2%" in report["refused"][0]
        assert ImportRun.objects.latest("pk").state == "refused"
        assert AuditEvent.objects.filter(action="import.refused").exists()


@pytest.mark.parametrize(("left", "exit_code"), [(19, 0), (20, 3)])
def test_enrollments_ended(bundle, left, exit_code):
    """2% of 500 students are 10, but fewer than 20 rows never stop a run."""
    report = import_sis(bundle(enrollments=enrollments(range(1, 501 - left))))
    assert report["exit"] == exit_code
    assert Enrollment.objects.filter(exit_date=None).count() == 500 - (0 if exit_code else left)


def test_who_leaves_today_is_here_until_tomorrow(bundle):
    """On the last day they are lost neither before nor after it; 51 of 500 are too many, here and anywhere."""

    def leaving(on):
        left = [f"{n},A,2026-08-13,{on},5,,\n" for n in range(1, 52)]
        return "".join([enrollments(range(52, 501)), *left])

    today = clock.today()
    assert import_sis(bundle(enrollments=leaving(today)))["exit"] == 0
    assert import_sis(bundle(enrollments=leaving(today - timedelta(days=1))))["exit"] == 3


def test_enrollments_ended_at_one_school(bundle, tmp_path):
    """A move of 51 of 500 within the district ends nobody's enrollment but the school's."""
    moved = enrollments(range(1, 450)) + enrollments(range(450, 501), "B").split("\n", 1)[1]
    report = import_sis(bundle(enrollments=moved))
    assert report["exit"] == 3
    assert [r.split(":")[0] for r in report["refused"]] == [
        "51 students would lose their open enrollment at A"
    ]


@pytest.mark.parametrize(("changed", "exit_code"), [(25, 0), (26, 3)])
@pytest.mark.parametrize("what", [{"born": "2014-01-01"}, {"last": "Kay"}])
def test_birth_dates_and_names(bundle, changed, exit_code, what):
    """5% of 500."""
    new = students(range(1, changed + 1), **what)
    rest = students(range(changed + 1, 501)).split("\n", 1)[1]
    report = import_sis(bundle(students=new + rest))
    assert report["exit"] == exit_code
    assert Student.objects.filter(last_name="Ito", birth_date="2015-03-01").count() == (
        500 if exit_code else 500 - changed
    )


@pytest.mark.parametrize(("others", "exit_code"), [(19, 0), (20, 3)])
def test_ids_of_another_child(bundle, others, exit_code):
    """1% of 500 are 5, but fewer than 20 never stop a run; those asked about before count once."""
    new = STUDENTS_HEADER + "".join(
        f"{n},Rashad,,Tillman,2018-09-09,M,,,,,\n" for n in range(1, others + 1)
    )
    rest = students(range(others + 1, 501)).split("\n", 1)[1]
    report = import_sis(bundle(students=new + rest))
    assert report["exit"] == exit_code
    assert ImportQuestion.objects.count() == (0 if exit_code else others)
    if exit_code:
        assert "the limit ids-of-another-child is 1%, and at most 1,000" in report["refused"][0]
        return
    more = new + f"{others + 1},Selim,,Okoye,2018-09-09,M,,,,,\n"
    rest = students(range(others + 2, 501)).split("\n", 1)[1]
    assert import_sis(bundle(students=more + rest))["exit"] == 0


@pytest.mark.parametrize("limit", [limits.OTHER_CHILDREN, limits.ODD_BIRTH_DATES])
def test_nobody_is_asked_more_than_a_thousand_questions(limit):
    assert not limits.passes(limit, 1_000, 400_000)
    assert limits.passes(limit, 1_001, 400_000)


@pytest.mark.parametrize(("removed", "exit_code"), [(20, 0), (21, 3)])
def test_past_marks_removed(bundle, removed, exit_code):
    """0.5% of 4,000."""
    rows = [f"{n % 500 + 1},A,2026-09-{14 + n % 4},{n // 500},AU,," for n in range(4000)]
    assert import_sis(bundle(marks=marks(*rows)))["exit"] == 0
    report = import_sis(bundle(marks=marks(*rows[removed:])))
    assert report["exit"] == exit_code
    assert Mark.objects.count() == 4000 - (0 if exit_code else removed)


def test_a_file_much_smaller_than_its_last_ones(bundle):
    for _ in range(4):
        import_sis(bundle(students=students(range(1, 501))))
    assert import_sis(bundle(students=students(range(1, 400))))["exit"] == 3
    assert import_sis(bundle(students=students(range(1, 401))))["exit"] == 0


def test_allow_drop_applies_and_is_audited(bundle):
    report = import_sis(bundle(enrollments=enrollments(range(1, 400))), allow_drop=True)
    assert report["exit"] == 0
    assert report["files"]["enrollments.csv"]["closed"] == 101
    event = AuditEvent.objects.get(action="import.override")
    assert "ended-in-district" in event.detail["limits"][0]


def test_rejects_are_written_safe_to_open(bundle, tmp_path):
    out = tmp_path / "rejects.csv"
    import_sis(bundle(marks=marks("=cmd(),A,2026-09-14,,AU,,+1")), rejects=out)
    [head, row] = lines(out)
    assert head[:6] == ["file", "line", "column", "value", "reason", "student_id"]
    assert row[:4] == ["marks.csv", "2", "student_id", "'=cmd()"]
    assert row[-1] == "'+1"


@pytest.mark.parametrize("shape", ["oneroster", "sds", "edfi"])
def test_a_format_that_is_not_there_yet(tmp_path, shape):
    report = import_sis(write(tmp_path / "b", BASE), format=shape)
    assert report["exit"] == 2
    assert "not available yet" in report["message"]
    assert ImportRun.objects.count() == 0


def test_bad_usage(tmp_path):
    assert import_sis(tmp_path / "nowhere")["exit"] == 2
    (tmp_path / "m.toml").write_text("x")
    assert import_sis(write(tmp_path / "b", BASE), mapping=tmp_path / "m.toml")["exit"] == 2


def test_a_bundle_that_cannot_be_read(tmp_path):
    report = import_sis(write(tmp_path / "b", {**BASE, "marks.csv": "student_id,date\n"}))
    assert report["exit"] == 3
    assert report["files"] == {}
    assert "lacks the columns school_id, period, code" in report["refused"][0]
    assert Student.objects.count() == 0
    assert ImportRun.objects.get().can_be_overridden is False
