"""What each parameter is called where people read and set it: in no state's words, those are the notes'."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from law.packs.parameters import Parameters

GROUPS: Mapping[str, str] = {
    "truancy": "What counts, and what follows from it",
    "chronic": "Absent often",
    "bands": "Attendance bands",
    "tier": "Tiers of support",
    "marks": "Marks",
    "enrollment": "Days enrolled",
    "notice": "Letters",
    "contact": "Contact with families",
    "sealed": "Counseling in confidence",
    "plan": "Plans",
    "first_call": "The first personal call",
    "intake": "Requests for help",
    "visits": "Visits to homes",
    "welcome": "Welcoming back",
    "safety": "Whom to call when somebody may be in danger",
    "hearing": "Hearings",
    "report": "Reports",
}
YES_NO: Mapping[str, str] = {"true": "Yes", "false": "No"}
SCHOOL_DAYS = "school days"


@dataclass(frozen=True)
class Label:
    """What a parameter is called, in which unit it is told, and the words of its choices by their codes."""

    words: str
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)

    def said(self, value: Any) -> str:
        """Return a value in words: "more than", "30 minutes", "Yes"."""
        code = str(value).lower() if isinstance(value, bool) else str(value)
        if code in self.choices:
            return self.choices[code]
        return f"{code} {self.unit}" if self.unit and code.isdecimal() else code


LABELS: Mapping[str, Label] = {
    "truancy.reports": Label("The law asks for reports", choices=YES_NO),
    "truancy.minutes_operator": Label(
        "How long a gap in a day counts",
        choices={">": "Longer than the minutes below", ">=": "The minutes below, or longer"},
    ),
    "truancy.minutes": Label("Minutes missed that make a day count", "minutes"),
    "truancy.occasions": Label("Counted days until a report is due", "counted days"),
    "truancy.gap_basis": Label(
        "Which minutes of a day are taken",
        choices={"longest": "Its longest gap", "sum": "All its gaps together"},
    ),
    "truancy.occasion_unit": Label(
        "What is counted", choices={"day": "Days", "incident": "Each long gap of a day"}
    ),
    "truancy.early_leave": Label(
        "Leaving early", choices={"absent": "Is absence for the rest of the day", "ignore": "Is left out"}
    ),
    "truancy.pending_window_school_days": Label("How long a family may clear an absence", SCHOOL_DAYS),
    "truancy.pending_window_if_not_returned": Label(
        "The same while the student has not come back",
        SCHOOL_DAYS,
        choices={"same": "The same number"},
    ),
    "truancy.uncleared_counts": Label(
        "An absence that nobody cleared in time counts",
        choices={**YES_NO, "auto": "Only where families have time to clear it"},
    ),
    "truancy.age_filter": Label("Only days at the ages below count", choices=YES_NO),
    "truancy.age_from": Label("Days count from this age on", "years"),
    "truancy.age_below": Label("Days count until this birthday", "years"),
    "truancy.second_report_tardy_min": Label("Minutes late that make a day count for a later report", "minutes"),
    "truancy.charter": Label("Holds for charter schools", choices=YES_NO),
    "truancy.habitual_reports": Label("Reports in a year until the next step of the law", "reports"),
    "truancy.chronic_truant_percent": Label("Percentage of unexcused days that the last step of the law asks for"),
    "truancy.chronic_truant_uncleared": Label(
        "Absences that nobody cleared are among these days", choices=YES_NO
    ),
    "chronic.percent": Label("Absent often from this percentage of days on"),
    "chronic.state_min_days": Label("Days enrolled below which a student is left out", "days"),
    "bands.at_risk_percent": Label("At risk from this percentage of days absent"),
    "bands.moderate_percent": Label("Moderate from this percentage of days absent"),
    "bands.severe_percent": Label("Severe from this percentage of days absent"),
    "tier.early_absent_percent": Label("Early support from this percentage of days absent"),
    "tier.early_counted_days": Label("Early support from so many counted days", "counted days"),
    "tier.intensive_absent_percent": Label("Intensive support from this percentage of days absent"),
    "tier.intensive_report": Label("Intensive support from this report on", ""),
    "marks.conflict": Label(
        "Two codes for one period",
        choices={"last": "The last one counts", "first": "The first one counts", "skip": "Neither counts"},
    ),
    "enrollment.exit_day": Label(
        "The exit date is", choices={"last": "The last day enrolled", "gone": "The first day gone"}
    ),
    "enrollment.weekends": Label(
        "Saturdays and Sundays on the calendar",
        choices={"skip": "Never count", "count": "Count as the calendar says"},
    ),
    "notice.due_school_days": Label("A letter is due after", SCHOOL_DAYS),
    "contact.reach_days": Label("A family counts as not reached after", "days"),
    "contact.first_school_days": Label("First contact after a counted day within", SCHOOL_DAYS),
    "contact.report_school_days": Label("A report is filed within", SCHOOL_DAYS),
    "contact.support_school_days": Label("Support is planned within", SCHOOL_DAYS),
    "contact.unexplained_days": Label("Days absent in a row without a reason until a student is looked for", "days"),
    "contact.locate_first": Label("Finding a missing student comes before any report or letter", choices=YES_NO),
    "contact.first_look_days": Label("How far back a first look asks for tasks", "days"),
    "contact.draft_days": Label("Unsaved words are kept for", "days"),
    "contact.late_days": Label("A note is a late entry after more than", "days"),
    "sealed.is_kept": Label("Counseling notes can be sealed", choices=YES_NO),
    "sealed.from_age": Label("Counseling notes are sealed of students from", "years of age"),
    "plan.goal_school_days": Label("A goal of a plan lasts", SCHOOL_DAYS),
    "plan.most_strategies": Label("Strategies of a plan at one time, at most"),
    "plan.delivered_percent": Label("Of what was planned, enough is done at", "percent"),
    "plan.review_early_school_days": Label("A plan is looked at after", SCHOOL_DAYS),
    "plan.review_intensive_school_days": Label("A plan of the intensive tier is looked at after", SCHOOL_DAYS),
    "plan.unlogged_days": Label("It is asked what became of a strategy after", "planned days without a word"),
    "first_call.absences": Label("A person calls home after", "unexplained absences"),
    "first_call.within_days": Label("These absences lie within", "days"),
    "intake.answer_school_days": Label("Whoever asks for help is answered within", SCHOOL_DAYS),
    "intake.urgent_school_days": Label("The same where it cannot wait", SCHOOL_DAYS),
    "visits.alarm_minutes": Label("Who checks in at a door is back within", "minutes"),
    "visits.review_days": Label("“Do not visit alone” is looked at again after", "days"),
    "welcome.absent_days": Label("A student is welcomed back after", "school days away in a row"),
    "welcome.within_days": Label("They stand in the list of whom to welcome for", SCHOOL_DAYS),
    "safety.emergency_line": Label("Emergency"),
    "safety.child_line": Label("Who takes reports that a child is hurt or neglected"),
    "safety.crisis_line": Label("Suicide and crisis line"),
    "hearing.notice_days": Label("Notice before a hearing", "days"),
    "report.receiver": Label("Who receives reports"),
}  # fmt: skip


def schema_of(name: str) -> dict[str, Any]:
    """Return what the schema lets a parameter be."""
    group, key = name.split(".")
    schema = Parameters.model_json_schema()
    reference = schema["properties"][group]["$ref"].rsplit("/", 1)[1]
    found: dict[str, Any] = schema["$defs"][reference]["properties"][key]
    return found


def options_of(name: str) -> list[tuple[str, str]]:
    """Return the codes that a parameter may be, each in words; none where it is a number or words too."""
    parts = _parts(name)
    if any(map(_is_open, parts)):
        return []
    codes = [str(code) for one in parts for code in _codes(one)]
    return [(code, LABELS[name].choices[code]) for code in codes]


def how_to_write(name: str) -> str:
    """Return how a parameter is written that is a number or one of some words; '' for any other."""
    parts = _parts(name)
    bounds = [one for one in parts if _is_open(one) and one.get("type") == "integer"]
    codes = [str(code) for one in parts if not _is_open(one) for code in _codes(one)]
    if not bounds or not codes:
        return ""
    label, (number,) = LABELS[name], bounds
    words = ", ".join(f"“{code}” ({label.choices[code]})" for code in codes)
    unit = f" {label.unit}" if label.unit else ""
    return f"{words}, or a number: {number['minimum']} to {number['maximum']}{unit}."


def _parts(name: str) -> list[dict[str, Any]]:
    schema = schema_of(name)
    parts: list[dict[str, Any]] = schema.get("anyOf", [schema])
    return parts


def _is_open(schema: Mapping[str, Any]) -> bool:
    """Return whether a number or words are written, in place of choosing one of some codes."""
    return schema.get("type") in ("integer", "string") and not {"enum", "const"} & schema.keys()


def _codes(schema: Mapping[str, Any]) -> list[Any]:
    if schema.get("type") == "boolean":
        return ["true", "false"]
    return list(schema.get("enum", [schema.get("const")]))


def bounds_of(name: str) -> tuple[int, int] | None:
    """Return the least and the most that a parameter may be, if it is a number and nothing else."""
    schema = schema_of(name)
    return (schema["minimum"], schema["maximum"]) if schema.get("type") == "integer" else None
