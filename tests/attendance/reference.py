"""The rules of attendance/README.md restated in plain Python, one function per rule.

Slow and obvious on purpose: it knows nothing of the database and is held against it by
test_agreement.py. The numbers in the docstrings are those of the README.
"""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.attendance import reference_days as of_day
from tests.attendance.plain import Day, Enrollment, Report, Step, World, dates, sis_id
from tests.attendance.reference_window import MISSED_ALL_DAY, JudgedDays

PACKS = Path(__file__).parents[2] / "law" / "packs"
ZONE = ZoneInfo("America/Los_Angeles")


def defaults(pack: str = "california") -> dict[str, Any]:
    """The parameters of a pack by flat name, such as truancy.minutes."""
    text = tomllib.loads((PACKS / pack / "parameters.toml").read_text())
    values = defaults(text["extends"]) if "extends" in text else {}
    for group, entries in text.items():
        if isinstance(entries, dict):
            for name, entry in entries.items():
                if isinstance(entry, dict):
                    values[f"{group}.{name}"] = entry["value"]
    return values


def judge(
    world: World, student: int, as_of: date, parameters: dict[str, Any]
) -> tuple[dict[date, Day], dict[str, Any] | None]:
    """The days of a student's year that have a mark, and its standing (None if S10 gives none)."""
    one = Year(world, student, as_of, parameters)
    return one.days, one.standing()


class Year(JudgedDays):
    """What the judged days and the records of the year come to."""

    def last_enrollment(self) -> Enrollment | None:
        """S10: the last enrollment of the year by as-of; latest entry, then the longer stay."""
        mine = [
            enrollment
            for enrollment in self.world.enrollments
            if enrollment.entry <= self.as_of
            and self.last_day(enrollment) >= max(enrollment.entry, self.world.first)
        ]
        return max(
            mine,
            key=lambda one: (
                one.entry,
                min(self.last_day(one), self.as_of),
                sis_id(one.school),
            ),
            default=None,
        )

    def count(self, *outcomes: str, excuse: str | None = None) -> int:
        """S2: days by outcome, and for absent days by excuse."""
        return sum(
            day.outcome in outcomes and excuse in (None, day.excuse) for day in self.days.values()
        )

    def not_taken_days(self) -> int:
        """S2: enrolled school days whose roll was not submitted, with or without a mark."""
        return self.count("not_taken") + sum(
            all(of_day.day_not_taken(self.world, school, day) for school in schools)
            for day in dates(self.world.first, self.as_of)
            if day not in self.days and (schools := self.taught_at(day))
        )

    def countable(self, by: date) -> int:
        """C8: occasions countable by a date."""
        return sum(
            day.occasions
            for day in self.days.values()
            if day.countable_on is not None and day.countable_on <= by
        )

    def pending_days(self) -> int:
        """Occasions whose window has not closed by as-of."""
        return sum(
            day.occasions
            for day in self.days.values()
            if day.countable_on is None or day.countable_on > self.as_of
        )

    def first_truant_on(self) -> date | None:
        """S3: the first date on which three occasions are countable (EC 48260(a))."""
        ends = {day.countable_on for day in self.days.values() if day.countable_on}
        for day in sorted(end for end in ends if end <= self.as_of):
            if self.countable(day) >= self.parameters["truancy.occasions"]:
                return day
        return None

    def report_days(self) -> list[date]:
        """S4: the days on which reports fall due, each filed on its day (EC 48260, 48261)."""
        filed = []
        due = self.first_truant_on()
        while due is not None and due <= self.as_of:
            filed.append(due)
            later = [
                countable
                for day, countable in self.founding.items()
                if day > filed[-1] and countable is not None
            ]
            due = min(later, default=None)
        return filed

    def standing_reports(self) -> list[Report]:
        """S5: countable reports filed by as-of, the newest decision of which is not withdrawn."""
        stand = [
            report
            for report in self.world.reports
            if report.is_countable
            and report.year in (None, self.world.year)
            and (not report.verdicts or report.verdicts[-1] != "withdrawn")
            and local(report.filed_at) <= self.as_of
        ]
        return sorted(stand, key=lambda report: report.filed_at)

    def steps(self, kind: str) -> list[Step]:
        return [
            step
            for step in self.world.steps
            if step.kind == kind
            and not step.is_withdrawn
            and step.year in (None, self.world.year)
            and local(step.happened_at) <= self.as_of
        ]

    def has_effort(self) -> bool:
        """S6: an effort to hold a conference after a report was filed (EC 48262)."""
        reports = self.standing_reports()
        return bool(reports) and any(
            is_after(effort, reports[0])
            for kind in ("effort_48262", "conference")  # a conference that was held was tried
            for effort in self.steps(kind)
        )

    def status(self) -> str:
        """S6: from reports that stand, never from absences."""
        reports = len(self.standing_reports()) if self.parameters["truancy.reports"] else 0
        if reports >= self.parameters["truancy.habitual_reports"]:
            return "habitual" if self.has_effort() else "habitual_eligible"
        if reports:
            return "truant" if reports == 1 else "truant_repeat"
        return "watch" if self.countable(self.as_of) else "none"

    def reaches(self, days: int, percent: int) -> bool:
        """S7-S9: days as a share of the days enrolled, in integers, the edge included."""
        enrolled = self.days_enrolled
        return enrolled > 0 and 100 * days >= percent * enrolled

    def is_chronic_absentee(self) -> bool:
        """S7: EC 60901(c)(1)."""
        return self.reaches(self.count(*MISSED_ALL_DAY), self.parameters["chronic.percent"])

    def is_chronic_absentee_of_state(self) -> bool | None:
        """S7: the same, blank where the state leaves the student out."""
        if self.days_enrolled < self.parameters["chronic.state_min_days"]:
            return None
        return self.is_chronic_absentee()

    def is_chronic_truant_by_arithmetic(self) -> bool:
        """S8: the percentage of EC 48263.6."""
        return self.reaches(self.truant_days(), self.parameters["truancy.chronic_truant_percent"])

    def uncleared(self) -> set[date]:
        """S8: days absent that nobody cleared in their time (C2, C7)."""
        if not self.parameters["truancy.chronic_truant_uncleared"]:
            return set()
        return {
            day.date
            for day in self.days.values()
            if (day.outcome, day.excuse) == ("absent", "unverified")
            and day.countable_on is not None
            and day.countable_on <= self.as_of
        }

    def truant_days(self) -> int:
        """S8: days absent without valid excuse."""
        return self.count("absent", excuse="unexcused") + len(self.uncleared())

    def is_chronic_truant(self) -> bool:
        """S8: the percentage, and every step that EC 48263.6 names."""
        return (
            self.is_chronic_truant_by_arithmetic()
            and len(self.standing_reports()) >= 2
            and bool(self.steps("notice_48260_5"))
            and self.has_effort()
            and bool(self.steps("referral_48263"))
            and bool(self.steps("step_48291"))
        )

    def band(self) -> str:
        """S9: Attendance Works tiers, lower edge included."""
        absent = self.count(*MISSED_ALL_DAY)
        for name in ("severe", "moderate", "at_risk"):
            if self.reaches(absent, self.parameters[f"bands.{name}_percent"]):
                return name
        return "satisfactory"

    def tier(self) -> str:
        """S9: what the district would offer."""
        absent = self.count(*MISSED_ALL_DAY)
        if (
            self.reaches(absent, self.parameters["tier.intensive_absent_percent"])
            or len(self.standing_reports()) >= self.parameters["tier.intensive_report"]
        ):
            return "intensive"
        if (
            self.reaches(absent, self.parameters["tier.early_absent_percent"])
            or self.countable(self.as_of) >= self.parameters["tier.early_counted_days"]
        ):
            return "early"
        return "prevention"

    def standing(self) -> dict[str, Any] | None:
        """S10: one standing for a student enrolled on a date of the year up to as-of."""
        enrollment = self.last_enrollment()
        if enrollment is None:
            return None
        return {
            "student_id": self.student.id,
            "school_year": self.world.year,
            "as_of": self.as_of,
            "school_id": enrollment.school,
            "is_enrolled": bool(self.enrolled_at(self.as_of)),
            "days_enrolled": self.days_enrolled,
            "days_absent": self.count(*MISSED_ALL_DAY),
            "days_absent_excused": self.count("absent", excuse="excused"),
            "days_absent_unexcused": self.count("absent", excuse="unexcused"),
            "days_absent_unverified": self.count("absent", excuse="unverified"),
            "days_absent_mixed": self.count("absent", excuse="mixed"),
            "days_suspended_out": self.count("oss"),
            "days_suspended_in": self.count("iss"),
            "days_study_incomplete": self.count("is_incomplete"),
            "tardy_days": sum(day.is_tardy for day in self.days.values()),
            "not_taken_days": self.not_taken_days(),
            "counted_days": self.countable(self.as_of),
            "pending_days": self.pending_days(),
            "first_truant_on": self.first_truant_on(),
            "reports_due": len(self.report_days()),
            "reports_filed": len(self.standing_reports()),
            "chronic_absentee": self.is_chronic_absentee(),
            "chronic_absentee_state": self.is_chronic_absentee_of_state(),
            "chronic_truant_arithmetic": self.is_chronic_truant_by_arithmetic(),
            "chronic_truant": self.is_chronic_truant(),
            "band": self.band(),
            "tier": self.tier(),
            "status": self.status(),
        }


def local(moment: datetime) -> date:
    """The district's own date of a moment."""
    return moment.astimezone(ZONE).date()


def is_after(effort: Step, report: Report) -> bool:
    """S6: after the filing by the clock; history that knows only the day, on the same day too."""
    if effort.has_time and report.has_time:
        return effort.happened_at > report.filed_at
    return local(effort.happened_at) >= local(report.filed_at)
