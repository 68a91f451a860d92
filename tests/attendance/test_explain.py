"""Every number opens to its days, codes, rule and citation."""

from datetime import date, timedelta

import pytest
import time_machine

from attendance.actions.assess import assess
from attendance.models import JudgementDue, MarkChange, Standing
from attendance.queries import explain, explain_as_of
from attendance.queries.explain import _marks_read
from attendance.queries.flags import because_status
from attendance.rules import percent
from audit.actions import act_of
from audit.rules import Actor
from law.actions import use_policy
from law.packs import load_pack
from psa.integrity import problems
from tests.attendance.fall_of_2026 import AS_OF, E, T, U, effort, filed, on, student_year
from tests.attendance.world import load
from tests.factories import act

ROW = {"label": "", "kind": "absent", "minutes": None, "reason": "", "school": 1}
ANA = Actor(kind="user", id="1", name="Ana")


@pytest.fixture
def explained(worker_db):
    def tell(world, pack="california"):
        load(world)
        use_policy(act_of(ANA), pack=pack, overrides={}, effective_from=on("07-01"))
        assess(act(on=AS_OF))
        return explain(1, school_year=2026)

    return tell


def test_each_flag_has_value_rule_citation_and_reason(explained):
    found = explained(student_year(U("08-20"), E("09-03")))
    assert found.flags.keys() == load_pack("california").section("flag").keys()
    for name, flag in found.flags.items():
        assert flag.value == getattr(found.standing, name)
        assert flag.rule
        assert flag.citation
        assert flag.because


def test_a_number_opens_to_its_dates(explained):
    found = explained(student_year(U("08-20"), E("09-03"), T("09-16", 31)))
    assert found.flags["counted_days"].dates == [on("08-20"), on("09-16")]
    assert found.flags["days_absent"].dates == [on("08-20"), on("09-03")]
    assert found.flags["days_absent_excused"].dates == [on("09-03")]
    assert found.flags["tardy_days"].dates == [on("09-16")]
    for name in ("counted_days", "days_absent", "days_absent_excused", "tardy_days"):
        assert len(found.flags[name].dates) == found.flags[name].value


def test_a_day_opens_to_its_marks_and_why(explained):
    found = explained(student_year(T("09-16", 31), T("09-17", 30)))
    long, short = found.days
    assert (long.counted, long.citation, long.gap_minutes) == (True, "EC 48260(a)", 31)
    assert [(m.kind, m.minutes) for m in long.marks] == [("tardy", 31)]
    assert not short.counted
    assert short.because.startswith("Not missed for long enough at a stretch")
    assert short.because.endswith(" 30 minutes at a stretch.")


def test_a_pending_day_says_until_when(explained):
    (day,) = explained(student_year(U("11-17")), pack="lausd").days
    assert (day.counted, day.pending) == (False, True)
    assert day.because.startswith("Not counted yet. The family may clear it through December")


def test_a_day_past_clearing_says_from_when_it_counts_and_no_day_that_is_over(explained):
    (day,) = explained(student_year(U("11-17")), pack="lausd").days
    until, counts = day.pending_until, f"It counts from {day.countable_on:%B} "
    said = f"The family may clear it through {until:%B} {until.day}."

    def because(read_on):
        [found] = explain(1, school_year=2026, on=read_on).days
        return found.because

    assert until < day.countable_on
    assert said in because(until)
    assert counts in because(until)
    assert "may clear it" not in because(until + timedelta(days=1))
    assert counts in because(until + timedelta(days=1))


def test_the_third_counted_day_is_the_third_of_those_listed(explained):
    """It counts from a later day on: the family could clear it until then."""
    found = explained(student_year(U("08-20"), U("09-03"), U("09-16")), pack="lausd")
    flag = found.flags["first_truant_on"]
    assert (flag.value, flag.dates[2]) == (on("10-05"), on("09-16"))
    assert flag.because == "The third counted day is September 16."


def test_where_a_day_counts_at_once_nothing_more_is_said_of_it(explained):
    flag = explained(student_year(U("08-20"), U("09-03"), U("09-16"))).flags["first_truant_on"]
    assert (flag.value, flag.because) == (on("09-16"), flag.rule)


def test_a_changed_mark_is_told(explained, worker_db):
    world = student_year(U("08-20"))
    load(world)
    MarkChange.objects.create(
        student_id=1,
        school_id=1,
        date=on("08-20"),
        old_code="A",
        new_code="U",
        withdrawn=False,
        changed_by="import 7",
    )
    use_policy(act_of(ANA), pack="california", overrides={}, effective_from=on("07-01"))
    assess(act(on=AS_OF))
    (day,) = explain(1, school_year=2026).days
    assert [(c.old_code, c.new_code, c.changed_by) for c in day.changes] == [
        ("A", "U", "import 7")
    ]


def test_a_report_is_numbered_while_it_stands(explained):
    world = student_year(
        U("08-20"),
        U("09-03"),
        U("09-16"),
        U("09-30"),
        reports=filed("09-16", verdicts=("withdrawn",)) + filed("09-30"),
    )
    found = explained(world)
    assert [(r.stands, r.number) for r in found.reports] == [(False, None), (True, 1)]
    assert found.standing.status == "truant"
    assert found.flags["reports_filed"].dates == [on("09-30")]


def test_habitual_needs_the_effort_and_says_so(explained):
    reports = filed("09-16", "09-30", "10-14")
    marks = (U("08-20"), U("09-03"), U("09-16"), U("09-30"), U("10-14"))
    found = explained(student_year(*marks, reports=reports))
    assert found.standing.status == "habitual_eligible"
    assert "no effort to hold a conference" in found.flags["status"].because


def test_chronic_truant_lists_the_conditions_missing(explained):
    marks = [U(day) for day in ("08-20", "09-03", "09-16", "09-30", "10-14", "10-20", "10-22")]
    found = explained(student_year(*marks, reports=filed("09-16"), steps=(effort("09-18"),)))
    flag = found.flags["chronic_truant"]
    assert (found.standing.chronic_truant_arithmetic, flag.value) == (True, False)
    assert "a second report (48261)" in flag.because
    assert "a referral (48263)" in flag.because
    assert "a report (48260)" not in flag.because


def test_it_takes_one_statement_however_many_days(explained, django_assert_num_queries):
    few = student_year(U("08-20"))
    explained(few)
    with django_assert_num_queries(1):
        explain(1, school_year=2026)


def test_a_year_that_was_never_judged_has_no_explanation(worker_db):
    assert explain(1, school_year=2026) is None


def test_as_of_an_earlier_day_later_marks_do_not_exist(worker_db):
    load(student_year(U("08-20"), U("09-03")))
    found = explain_as_of(1, pack=load_pack("california"), as_of=on("09-02"))
    assert [day.date for day in found.days] == [on("08-20")]
    assert found.standing.counted_days == 1


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (17, 170, "10.00%"),
        (3, 31, "9.67%"),
        (0, 0, "none"),
        (1, 1, "100.00%"),
        (999, 10000, "9.99%"),
    ],
)
def test_a_share_is_cut_and_never_rounded_up(part, whole, text):
    assert percent(part, whole) == text


@pytest.mark.parametrize(
    ("counted", "due", "sentence"),
    [
        (1, 0, "1 counted day, no report filed."),
        (3, 1, "3 counted days, no report filed; 1 report due."),
    ],
)
def test_watch_never_says_truant(counted, due, sentence):
    standing = Standing(status="watch", counted_days=counted, reports_due=due, reports_filed=0)
    assert because_status(standing, load_pack("california")) == sentence


def test_a_report_is_dated_in_the_districts_time(explained):
    found = explained(student_year(U("08-20"), reports=filed("10-05 17:30")))
    assert found.flags["reports_filed"].dates == [on("10-05")]


def test_a_report_filed_in_the_summer_stands_on_the_page_of_its_year(worker_db):
    load(student_year(U("08-20"), reports=filed("2027-07-05")))
    JudgementDue.objects.create(student_id=1, school_year=2026)
    with time_machine.travel("2027-07-06T20:00:00+00:00", tick=False):
        assess(act(on=date(2027, 7, 6)))
        assert problems() == []
    found = explain(1, school_year=2026)
    assert found.standing.reports_filed == len(found.reports) == 1


@pytest.mark.parametrize(("asked", "due", "first"), [(True, 1, "09-16"), (False, 0, None)])
def test_where_the_law_asks_for_no_report_none_is_ever_due(worker_db, asked, due, first):
    load(student_year(U("08-20"), U("09-03"), U("09-16")))
    pack = load_pack("california", {"truancy.reports": asked})
    standing = explain_as_of(1, pack=pack, as_of=on("09-30")).standing
    assert (standing.counted_days, standing.reports_due) == (3, due)
    assert standing.first_truant_on == (first and on(first))


@pytest.mark.parametrize(("asked", "status"), [(True, "truant_repeat"), (False, "watch")])
def test_where_the_law_asks_for_no_report_those_on_file_lead_up_no_ladder(
    worker_db, asked, status
):
    reports = filed("09-17", "10-05")
    load(student_year(U("08-20"), U("09-03"), U("09-16"), reports=reports))
    pack = load_pack("california", {"truancy.reports": asked})
    found = explain_as_of(1, pack=pack, as_of=on("11-30"))
    assert (found.standing.reports_filed, found.standing.status) == (2, status)


def test_marylands_law_explains_a_student_with_reports_from_elsewhere(worker_db):
    load(student_year(U("08-20"), reports=filed("09-17", "10-05", "10-20")))
    found = explain_as_of(1, pack=load_pack("maryland"), as_of=on("11-30"))
    assert (found.standing.reports_filed, found.standing.status) == (3, "watch")
    assert found.flags["status"].because == "1 counted day."


@pytest.mark.parametrize(("rule", "codes"), [("last", ["T"]), ("first", ["U"]), ("skip", [])])
def test_of_two_codes_of_one_period_that_is_told_which_is_read(rule, codes):
    """The first row of a file is the rival of the last; a mark of another period stays."""
    pack = load_pack("california", {"marks.conflict": rule})
    rows = [
        {**ROW, "period": "2", "code": "T", "is_rival": False},
        {**ROW, "period": "2", "code": "U", "is_rival": True},
        {**ROW, "period": "3", "code": "E", "is_rival": False},
        {**ROW, "period": "2", "code": "V", "is_rival": False, "school": 2},
    ]
    assert [one.code for one in _marks_read(rows, pack)] == [*codes, "E", "V"]
