"""Made-up drawings of every chart, for the gallery and for the tests."""

from datetime import date, timedelta

from core import charts

TODAY = date(2026, 11, 20)
WEEKS = [93.1, 92.8, 94.0, 93.4, 91.9, 90.8, None, 92.9, 93.6, 93.9, 94.4, 94.1, 94.8, 95.1]
LAST_YEAR = [92.4, 92.0, 92.6, 92.1, 90.9, 89.9, 90.6, 91.1, 91.6, 91.9, 92.5, 92.3, 92.7, 92.9]
KINDS = (
    charts.HeatKind("attended", "Attended", "plain", listed=False),
    charts.HeatKind("counted", "Counted day", "notched", "worst"),
    charts.HeatKind("unexcused", "Unexcused, not counted", "square", "grave"),
    charts.HeatKind("partial", "Part of the day", "half", "warn"),
    charts.HeatKind("unverified", "No reason yet", "dashed", "grave"),
    charts.HeatKind("pending", "Reason pending", "dashed", "info"),
    charts.HeatKind("excused", "Excused", "ring", "info"),
    charts.HeatKind("suspended", "Suspended", "diamond", "quiet"),
    charts.HeatKind("study", "Independent study", "underline", "good"),
    charts.HeatKind("not_taken", "Attendance not taken", "slash"),
    charts.HeatKind("no_school", "No school", "blank", listed=False),
    charts.HeatKind("not_enrolled", "Not enrolled", "hatch", listed=False),
    charts.HeatKind("future", "Still to come", "faint", listed=False),
)
MARKED = {
    date(2026, 9, 3): ("counted", "Absent all day (U): counted"),
    date(2026, 9, 4): ("counted", "Absent all day (U): counted"),
    date(2026, 9, 17): ("partial", "35 minutes late (T)"),
    date(2026, 9, 28): ("excused", "Excused (E): illness"),
    date(2026, 9, 29): ("excused", "Excused (E): illness"),
    date(2026, 10, 8): ("counted", "35 minutes late (T): counted"),
    date(2026, 10, 14): ("suspended", "Out-of-school suspension (S)"),
    date(2026, 10, 15): ("suspended", "Out-of-school suspension (S)"),
    date(2026, 10, 26): ("study", "Independent study, complete (I)"),
    date(2026, 11, 3): ("unexcused", "Absent all day (U), not of compulsory age"),
    date(2026, 11, 12): ("unverified", "Absent all day (A), no reason on file"),
    date(2026, 11, 13): ("not_taken", "Attendance was not taken"),
    date(2026, 11, 19): ("pending", "Absent all day (A), reason pending until Nov 24"),
}


def rate(value: float) -> str:
    return f"{value:.1f}%"


def year_of_days() -> list[charts.HeatDay]:
    """Weekdays of 1 July 2026 to 30 June 2027 of one student."""
    every = (date(2026, 7, 1) + timedelta(days) for days in range(365))
    return [_day(day) for day in every if day.weekday() < 5]


def _day(day: date) -> charts.HeatDay:
    if day in MARKED:
        kind, words = MARKED[day]
        return charts.HeatDay(day, kind, words, f"#day-{day}")
    if day < date(2026, 8, 13) or day > date(2027, 6, 10) or day == date(2026, 9, 7):
        return charts.HeatDay(day, "no_school", "No school")
    if date(2026, 11, 23) <= day <= date(2026, 11, 27) or (day.month == 12 and day.day > 18):
        return charts.HeatDay(day, "no_school", "No school: recess")
    if day < date(2026, 8, 24):
        return charts.HeatDay(day, "not_enrolled", "Not enrolled")
    if day > TODAY:
        return charts.HeatDay(day, "future", "Still to come")
    return charts.HeatDay(day, "attended", "Attended")


def weeks() -> charts.LineChart:
    return charts.line(
        key="weeks",
        title="Attendance rate by week",
        summary="Fell to 90.8% in week 6 and rose to 95.1% in week 14; last year ended at 92.9%.",
        labels=[f"Week {week}" for week in range(1, 15)],
        series=[
            charts.Series("This year", WEEKS),
            charts.Series("Last year", LAST_YEAR),
            charts.Series("Target", [95.0] * 14),
        ],
        write=rate,
        heading="Week",
    )


def loads() -> charts.BarChart:
    return charts.bars(
        key="loads",
        title="Open cases by counselor",
        summary="Two of four are over the load the district set, 60.",
        rows=[
            charts.Bar("Alvarez, Rosa", 72, "#alvarez", "grave"),
            charts.Bar("Okonkwo-Whitfield, Dana Alexandria Genevieve", 64, "#okonkwo", "grave"),
            charts.Bar("Petrosyan, Արամ", 41, "#petrosyan"),
            charts.Bar("Tran, Minh", 0),
        ],
        limit=(60, "Set load"),
        columns=("Counselor", "Open cases"),
    )


def bands() -> charts.StackedChart:
    return charts.stacked_bars(
        key="bands",
        title="Attendance bands by school",
        summary="Oak has the most students at risk, Pine the most in severe absence.",
        parts=("Satisfactory", "At risk", "Moderate chronic", "Severe chronic", "Not known"),
        rows=[
            charts.Stack("Oak Middle School", [410, 120, 45, 12, 3], "#oak"),
            charts.Stack("Pine High School", [380, 96, 60, 41, 0], "#pine"),
            charts.Stack("Dove Continuation", [20, 31, 28, 19, 2], "#dove"),
        ],
        heading="School",
    )


def year() -> charts.HeatMap:
    return charts.heat_map(
        key="year",
        title="School year 2026-27",
        summary="3 counted days since August 24; the last on October 8.",
        days=year_of_days(),
        kinds=KINDS,
        today=TODAY,
    )


def spark() -> charts.Sparkline:
    return charts.sparkline(
        key="spark",
        title="Chronically absent, last 14 weeks",
        values=[100 - value if value else None for value in WEEKS],
    )


def all_drawings() -> list[object]:
    return [year(), weeks(), loads(), bands()]
