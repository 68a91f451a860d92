"""Which report leaves a notice, once, and what a withdrawn one stops."""

from datetime import date, datetime, timedelta

import pytest

from accounts.choices import Permission, Role
from attendance.models import JudgementDue, ProcessStep, ReportDecision
from audit.actions import act_of
from audit.models import AuditEvent
from letters.access import notices_for
from letters.actions import follow, mark_mailed, print_next
from letters.actions.follow import is_behind
from letters.choices import CopyState, EventKind, Stage
from letters.models import Batch, Copy, LetterEvent, LettersCursor, Notice
from letters.queries.kinds import SPECS
from letters.queries.lists import late, stage_counts, waiting_letters
from students.models import SchoolDay
from tests.factories import TODAY, YEAR, EnrollmentFactory, StandingFactory, StudentFactory
from tests.letters.rows import notice_about
from tests.letters.world import DAYS, JOB, NOON, acting, approved, family, later, report
from tests.world import hire


def run(**delta):
    return follow(acting(JOB, later(**delta)))


def decide(filed, verdict):
    at = datetime.now(tz=NOON.tzinfo)
    ReportDecision.objects.create(
        report=filed, verdict=verdict, reason="A note", decided_by="Bell", decided_at=at
    )


def test_example_01_the_first_report_leaves_one_notice(ana, district):
    filed = report(ana)
    assert run() == 1
    notice = Notice.objects.get()
    assert (notice.report, notice.stage, notice.school) == (
        filed,
        "due",
        district.oak,
    )
    assert LetterEvent.objects.get().kind == EventKind.DUE
    assert AuditEvent.objects.get(action="letter.due").student_id == ana.pk


def test_following_again_leaves_nothing_more(ana):
    report(ana)
    assert [run(), run(), run(days=2)] == [1, 0, 0]


def test_later_reports_of_the_year_leave_none(ana):
    report(ana)
    run()
    report(ana, on=date(2026, 11, 17), days=[date(2026, 11, 5)])
    assert run() == 0
    assert Notice.objects.count() == 1


def test_each_student_has_their_own(ana, district):
    family(district.ben, district.oak)
    report(ana)
    report(district.ben)
    assert run() == 2


def test_a_report_of_an_earlier_year_leaves_none(ana):
    report(ana, on=date(2026, 5, 4), year=YEAR - 1)
    assert run() == 0


def test_a_report_known_without_its_days_leaves_none(ana):
    report(ana, is_countable=False)
    assert run() == 0


def test_a_notice_from_before_go_live_is_its_twin(ana):
    report(ana)
    ProcessStep.objects.create(
        student=ana,
        school_year=YEAR,
        kind="notice_48260_5",
        happened_at=NOON,
        evidence_kind="history",
        evidence_id="notice:2026-10-01",
    )
    assert run() == 0


def test_a_notice_from_before_that_was_withdrawn_is_no_twin(ana):
    report(ana)
    step = {"kind": "notice_48260_5", "happened_at": NOON, "evidence_kind": "history"}
    ProcessStep.objects.create(
        student=ana, school_year=YEAR, evidence_id="1", withdrawn_at=NOON, **step
    )
    ProcessStep.objects.create(student=ana, school_year=YEAR - 1, evidence_id="2", **step)
    assert run() == 1


@pytest.mark.parametrize("filed_on_a_school_day", [True, False])
def test_it_is_due_five_school_days_after_the_report(ana, district, filed_on_a_school_day):
    days = [date(2026, 11, 17), *(date(2026, 11, 23) + timedelta(days=n) for n in range(5))]
    days = [date(2026, 11, 16), *days] if filed_on_a_school_day else days  # never one of the five
    SchoolDay.objects.bulk_create(
        SchoolDay(
            school=district.oak, date=d, school_year=YEAR, is_school_day=d in days, ordinal=n
        )
        for n, d in enumerate([*days, date(2026, 11, 20), date(2026, 11, 22)], 1)  # and two free
    )
    report(ana)
    run()
    assert Notice.objects.get().due_by == date(2026, 11, 26)


def test_without_a_calendar_it_is_five_days(notice):
    assert notice.due_by == date(2026, 11, 21)


def test_who_follows_late_by_the_clock_takes_nothing_back_of_what_was_seen(ana):
    run(hours=2)
    run()
    assert LettersCursor.objects.get().seen_at == later(hours=2)


def test_a_report_written_late_by_a_long_import_is_still_seen(ana):
    run()
    report(ana)
    assert run(minutes=55) == 1


def test_whether_there_is_anything_to_follow(ana, django_assert_num_queries):
    assert is_behind(acting(JOB))
    run()
    with django_assert_num_queries(1 + len(SPECS)):
        assert not is_behind(acting(JOB, later(hours=1)))
    report(ana)
    assert is_behind(acting(JOB))
    run()
    assert not is_behind(acting(JOB))
    assert is_behind(acting(JOB, later(days=1)))


@pytest.mark.parametrize(("minutes", "seen"), [(59, True), (61, False)])
def test_what_is_committed_late_is_found_as_far_back_as_following_looks(ana, minutes, seen):
    """A report whose row was written long before the last look, and shows only now."""
    run()
    written = LettersCursor.objects.get().seen_at - timedelta(minutes=minutes)
    report(ana, created_at=written)
    assert is_behind(acting(JOB)) is seen
    assert run() == int(seen)


def test_a_later_report_of_the_year_leaves_nothing_to_follow(ana):
    report(ana)
    run()
    report(ana, on=date(2026, 11, 17), days=[date(2026, 11, 5)])
    assert not is_behind(acting(JOB))


@pytest.mark.parametrize("stage", [Stage.DUE, Stage.APPROVED, Stage.PRINTED, Stage.MAILED])
def test_a_verdict_is_followed_once(notice, stage):
    if stage != Stage.DUE:
        approved(notice)
    while stage in (Stage.PRINTED, Stage.MAILED) and print_next(act_of(JOB)):
        pass
    if stage == Stage.MAILED:
        mark_mailed(acting(at=later(hours=1)), notices=[notice.pk], mailed_on=TODAY)
    for verdict in ("withdrawn", "upheld"):
        decide_on(notice, verdict)
        assert is_behind(acting(JOB))  # upheld after mailing, its correction is to stop
        run()
        assert not is_behind(acting(JOB))


def test_withdrawn_before_mailing_stops_the_letter(notice):
    approved(notice)
    print_next(act_of(JOB))
    decide_on(notice, "withdrawn")
    run()
    notice.refresh_from_db()
    assert notice.stage == Stage.WITHDRAWN
    assert set(Copy.objects.values_list("state", flat=True)) == {"printed", "withdrawn"}
    assert print_next(act_of(JOB)) is None
    assert mark_mailed(acting(), notices=[notice.pk], mailed_on=TODAY).notices == []


def decide_on(notice, verdict):
    decide(notice.report, verdict)


def test_upheld_after_all_it_goes_on_where_it_stopped(notice):
    approved(notice)
    decide_on(notice, "withdrawn")
    run()
    decide_on(notice, "upheld")
    assert run() == 0
    notice.refresh_from_db()
    assert notice.stage == Stage.APPROVED
    assert set(Copy.objects.values_list("state", flat=True)) == {CopyState.QUEUED}


def test_a_new_report_after_a_withdrawn_one_has_a_notice_of_its_own(notice, ana):
    decide_on(notice, "withdrawn")
    report(ana, on=date(2026, 11, 17))
    assert run() == 1
    assert sorted(Notice.objects.values_list("stage", flat=True)) == ["due", "withdrawn"]


def test_withdrawn_after_mailing_is_flagged_and_its_step_taken_back(notice):
    approved(notice)
    while print_next(act_of(JOB)):
        pass
    mark_mailed(acting(at=later(hours=1)), notices=[notice.pk], mailed_on=TODAY)
    JudgementDue.objects.all().delete()
    decide_on(notice, "withdrawn")
    run()
    run()
    notice.refresh_from_db()
    assert notice.stage == Stage.MAILED
    assert LetterEvent.objects.filter(kind=EventKind.UNSUPPORTED).count() == 1
    assert ProcessStep.objects.get().withdrawn_at is not None
    assert JudgementDue.objects.filter(student=notice.student).exists()


def test_statements_do_not_grow_with_the_reports(
    district, wordings, django_assert_max_num_queries
):
    def more(count):
        for _ in range(count):
            student = StudentFactory()
            EnrollmentFactory(student=student, school=district.oak)
            report(student, days=DAYS)

    more(10)
    run()
    more(50)
    with django_assert_max_num_queries(16):
        assert run() == 50


def test_a_letter_does_not_go_to_a_school_that_its_student_has_left(ana, district):
    report(ana)
    run()
    StandingFactory(student=ana, school=district.pine, is_enrolled=False)
    run()
    assert Notice.objects.get().school == district.oak
    assert not LetterEvent.objects.filter(kind=EventKind.MOVED).exists()


@pytest.mark.parametrize(
    ("stage", "days", "is_late"),
    [("due", 0, 0), ("due", 1, 1), ("approved", 1, 1), ("printed", 1, 1), ("mailed", 1, 0)],
)
def test_a_letter_is_late_from_the_day_after_it_was_due(district, stage, days, is_late):
    notice_about(district.ana, district.oak, stage=stage, due_by=TODAY - timedelta(days=days))
    clerk = hire(Role.CLERK, district.oak)
    listed = notices_for(clerk, Permission.LETTER_MAIL, on=TODAY)
    assert stage_counts(listed, on=TODAY)["late"] == late(listed, on=TODAY).count() == is_late
    assert waiting_letters(clerk, on=TODAY)["late"] == is_late


def test_a_letter_goes_on_where_its_student_is_now(ana, district):
    report(ana)
    run()
    StandingFactory(student=ana, school=district.pine, is_enrolled=True)
    run()
    assert Notice.objects.get().school == district.pine
    event = LetterEvent.objects.get(kind=EventKind.MOVED)
    assert event.detail == {"from": "Oak", "to": "Pine"}
    run()
    assert LetterEvent.objects.filter(kind=EventKind.MOVED).count() == 1


def test_a_letter_that_was_mailed_stays_where_it_was(ana, district):
    report(ana)
    run()
    Notice.objects.update(stage=Stage.MAILED, batch=Batch.objects.create(created_by="Bell"))
    StandingFactory(student=ana, school=district.pine, is_enrolled=True)
    run()
    assert Notice.objects.get().school == district.oak


@pytest.mark.parametrize("role", [Role.CLERK, Role.FIELD_COORDINATOR, Role.DIRECTOR])
def test_letters_that_wait_are_counted_as_they_are_listed(district, role):
    """The counts of the morning begin at the school; the list begins at the student."""
    where = {Role.CLERK: district.oak, Role.FIELD_COORDINATOR: district.north}.get(role)
    who, on = hire(role, where) if where else hire(role), TODAY
    notice_about(district.ana, district.oak, stage="due", due_by=TODAY)
    notice_about(district.ben, district.oak, stage="printed", due_by=DAYS[0])
    notice_about(district.dov, district.pine, stage="due", due_by=DAYS[0])
    listed = stage_counts(notices_for(who, Permission.LETTER_MAIL, on=on), on=on)
    counted = waiting_letters(who, on=on)
    of_each = (counted.pop("due_late"), counted.pop("printed_late"))
    assert counted == {name: listed[name] for name in ("due", "approved", "printed", "late")}
    # What is late is told beside the stage it is in.
    assert of_each == (0, counted["printed"])
    # A director mails no letters.
    assert bool(counted["due"]) == (role != Role.DIRECTOR)
