"""Every number and word of a standing with its rule, in the words of the law in force."""

import datetime as dt
from typing import Any

from django.utils.timezone import localtime

from attendance.choices import Excuse, Outcome, Status, StepKind
from attendance.models import Standing
from attendance.queries.kinds import MISSED
from attendance.queries.reasons import DayReason, FlagReason, ReportReason
from attendance.queries.states import REPORT_DUE
from attendance.rules import percent
from law.packs import PolicyPack

EXCUSES = (Excuse.EXCUSED, Excuse.UNEXCUSED, Excuse.UNVERIFIED, Excuse.MIXED)
BY_OUTCOME = {
    "days_suspended_out": Outcome.SUSPENDED_OUT,
    "days_suspended_in": Outcome.SUSPENDED_IN,
    "days_study_incomplete": Outcome.STUDY_INCOMPLETE,
    "not_taken_days": Outcome.NOT_TAKEN,
}
LAST = "because.first_truant_on"
# Numbers and words behind which stand the days of another number.
RESTS_ON = {
    "reports_due": "counted_days",
    "first_truant_on": "counted_days",
    "status": "counted_days",
    "chronic_absentee": "days_absent",
    "chronic_absentee_state": "days_absent",
    "band": "days_absent",
    "tier": "days_absent",
}


def flags_of(
    standing: Standing,
    days: list[DayReason],
    reports: list[ReportReason],
    steps: list[dict[str, Any]],
    pack: PolicyPack,
) -> dict[str, FlagReason]:
    """Return every number and word of the standing with its rule and the dates behind it."""
    dates = _dates(days) | {"chronic_truant_arithmetic": _truant_dates(days, pack)}
    dates["reports_filed"] = [localtime(r.filed_at).date() for r in reports if r.stands]
    said = _sentences(standing, len(dates["chronic_truant_arithmetic"]), steps, pack)
    said |= _of_the_last(standing, days, pack)
    flags = {}
    for name in pack.section("flag"):
        ground = pack.cited(f"flag.{name}")
        because = said.get(name, ground.rule)
        value, behind = getattr(standing, name), dates.get(name, [])
        flags[name] = FlagReason(value, ground.rule, ground.citation, because, behind)
    return flags


def _sentences(
    standing: Standing, truant_days: int, steps: list[dict[str, Any]], pack: PolicyPack
) -> dict[str, str]:
    """Return what is said behind the words of a standing; behind the others stands their rule."""
    share = percent(standing.days_absent, standing.days_enrolled)
    absent = f"{standing.days_absent} of {standing.days_enrolled} days absent, {share}."
    never_cleared = truant_days - standing.days_absent_unexcused
    besides = f" and {never_cleared} never cleared" if never_cleared else ""
    return {
        "chronic_absentee": absent,
        "chronic_absentee_state": absent,
        "band": absent,
        "chronic_truant_arithmetic": f"{standing.days_absent_unexcused} of "
        f"{standing.days_enrolled} days unexcused{besides}, {percent(truant_days, standing.days_enrolled)}.",
        "chronic_truant": _because_chronic_truant(standing, steps, pack),
        "tier": f"{absent} {standing.counted_days} counted, {standing.reports_filed} filed.",
        "status": because_status(standing, pack),
    }


def _of_the_last(standing: Standing, days: list[DayReason], pack: PolicyPack) -> dict[str, str]:
    """Say which of the days listed is the one that counted last, where it is not the day itself."""
    occasions = [day.date for day in days if day.counted for _ in range(day.occasions)]
    number = pack.value("truancy.occasions")
    if standing.first_truant_on is None or len(occasions) < number or not pack.has(LAST):
        return {}
    last = sorted(occasions)[number - 1]
    said = pack.sentence(LAST, day=f"{last:%B} {last.day}")
    return {"first_truant_on": said} if last != standing.first_truant_on else {}


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
        "effort": bool(kinds & {StepKind.EFFORT_48262, StepKind.CONFERENCE}),
        "referral": StepKind.REFERRAL_48263 in kinds,
        "finding": StepKind.STEP_48291 in kinds,
    }
    conditions = pack.section("chronic_truant").items()
    missing = [words for name, words in conditions if not met[name]]
    return f"Missing: {', '.join(missing)}." if missing else "Every condition is met."


def _truant_dates(days: list[DayReason], pack: PolicyPack) -> list[dt.date]:
    """Return the days of a chronic truant's percentage: unexcused, and never cleared in their time
    where the pack counts those.
    """
    uncleared = pack.value("truancy.chronic_truant_uncleared")
    return [
        day.date
        for day in days
        if day.outcome == Outcome.ABSENT
        and (
            day.excuse == Excuse.UNEXCUSED
            or (uncleared and day.counted and day.excuse == Excuse.UNVERIFIED)
        )
    ]


def _dates(days: list[DayReason]) -> dict[str, list[dt.date]]:
    """Return the dates behind each number, by its name."""
    found = {
        "days_absent": [day.date for day in days if day.outcome in MISSED],
        "counted_days": [day.date for day in days if day.counted],
        "pending_days": [day.date for day in days if day.pending],
        "tardy_days": [day.date for day in days if day.is_tardy],
    }
    for excuse in EXCUSES:
        found[f"days_absent_{excuse}"] = [
            day.date for day in days if day.outcome == Outcome.ABSENT and day.excuse == excuse
        ]
    for name, outcome in BY_OUTCOME.items():
        found[name] = [day.date for day in days if day.outcome == outcome]
    return found | {name: found[other] for name, other in RESTS_ON.items()}
