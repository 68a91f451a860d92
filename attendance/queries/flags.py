"""Every number and word of a standing with its rule, in the words of the law in force."""

import datetime as dt
from typing import Any

from django.utils.timezone import localtime

from attendance.choices import Status, StepKind
from attendance.models import Standing
from attendance.queries.reasons import DayReason, FlagReason, ReportReason
from attendance.queries.states import REPORT_DUE
from attendance.rules import percent
from law.packs import PolicyPack


def flags_of(
    standing: Standing,
    days: list[DayReason],
    reports: list[ReportReason],
    steps: list[dict[str, Any]],
    pack: PolicyPack,
) -> dict[str, FlagReason]:
    """Return every number and word of the standing with its rule and the dates behind it."""
    dates = _dates(days)
    dates["reports_filed"] = [localtime(r.filed_at).date() for r in reports if r.stands]
    share = percent(standing.days_absent, standing.days_enrolled)
    absent = f"{standing.days_absent} of {standing.days_enrolled} days absent, {share}."
    unexcused = percent(standing.days_absent_unexcused, standing.days_enrolled)
    said = {
        "chronic_absentee": absent,
        "chronic_absentee_state": absent,
        "band": absent,
        "chronic_truant_arithmetic": f"{standing.days_absent_unexcused} of "
        f"{standing.days_enrolled} days unexcused, {unexcused}.",
        "chronic_truant": _because_chronic_truant(standing, steps, pack),
        "tier": f"{absent} {standing.counted_days} counted, {standing.reports_filed} filed.",
        "status": because_status(standing, pack),
    }
    flags = {}
    for name in pack.section("flag"):
        ground = pack.cited(f"flag.{name}")
        value = getattr(standing, name)
        supported = dates.get(name, [])
        flags[name] = FlagReason(
            value, ground.rule, ground.citation, said.get(name, ground.rule), supported
        )
    return flags


def because_status(standing: Standing, pack: PolicyPack) -> str:
    """Return the sentence behind a status. "Watch" never says the law's word."""
    due = standing.status == Status.WATCH and standing.reports_due
    return pack.sentence(
        f"because.{REPORT_DUE if due else standing.status}",
        counted=standing.counted_days,
        due=standing.reports_due,
        filed=standing.reports_filed,
    )


def _because_chronic_truant(
    standing: Standing, steps: list[dict[str, Any]], pack: PolicyPack
) -> str:
    kinds = {step["kind"] for step in steps}
    met = {
        "share": standing.chronic_truant_arithmetic,
        "report": standing.reports_filed >= 1,
        "notice": StepKind.NOTICE_48260_5 in kinds,
        "again": standing.reports_filed >= 2,
        "effort": StepKind.EFFORT_48262 in kinds,
        "referral": StepKind.REFERRAL_48263 in kinds,
        "finding": StepKind.STEP_48291 in kinds,
    }
    conditions = pack.section("chronic_truant").items()
    missing = [words for name, words in conditions if not met[name]]
    return f"Missing: {', '.join(missing)}." if missing else "Every condition is met."


def _dates(days: list[DayReason]) -> dict[str, list[dt.date]]:
    """Return the dates behind each number, by its name."""
    full = ("absent", "oss", "is_incomplete")
    found: dict[str, list[dt.date]] = {"days_absent": [d.date for d in days if d.outcome in full]}
    for excuse in ("excused", "unexcused", "unverified", "mixed"):
        found[f"days_absent_{excuse}"] = [
            d.date for d in days if d.outcome == "absent" and d.excuse == excuse
        ]
    outcomes = {
        "days_suspended_out": "oss",
        "days_suspended_in": "iss",
        "days_study_incomplete": "is_incomplete",
        "tardy_days": "tardy",
        "not_taken_days": "not_taken",
    }
    for name, outcome in outcomes.items():
        found[name] = [d.date for d in days if d.outcome == outcome]
    counted = [d.date for d in days if d.counted]
    found.update(dict.fromkeys(("counted_days", "reports_due", "first_truant_on"), counted))
    found["pending_days"] = [d.date for d in days if d.pending]
    found["chronic_absentee"] = found["chronic_absentee_state"] = found["days_absent"]
    found["band"] = found["tier"] = found["days_absent"]
    found["chronic_truant_arithmetic"] = found["days_absent_unexcused"]
    found["status"] = counted
    return found
