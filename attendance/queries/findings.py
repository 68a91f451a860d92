"""What the tests of the law in force found, in words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from attendance.queries.reasons import FindingReason, FlagReason
from attendance.rules import percent
from law.packs import PolicyPack


def finding_of(row: Mapping[str, Any], pack: PolicyPack) -> FindingReason:
    """Return a stored finding with its rule, as the pack says it under the test's key."""
    key = f"test.{row['test']}"
    because = because_of(row["numbers"])
    rule = pack.sentence(key, **row["numbers"]) if pack.has(key) else because
    return FindingReason(**row, rule=rule, because=because, label=_label(row, pack))


def flags_of_findings(
    findings: Sequence[FindingReason], pack: PolicyPack
) -> dict[str, FlagReason]:
    """Return the findings that no column of the standing tells, each as one more flag."""
    told = {test.key for test in pack.tests if test.summary}
    return {
        found.key: FlagReason(found.numbers["days"], found.rule, found.citation, found.because)
        for found in findings
        if found.test not in told
    }


def _label(row: Mapping[str, Any], pack: PolicyPack) -> str:
    """What the pack calls the test, and the stretch of the year: "Often absent, marking period 1"."""
    key, period = f"finding.{row['test']}", row["period"]
    name = pack.sentence(key) if pack.has(key) else row["test"].replace("_", " ").capitalize()
    [within] = [test.within for test in pack.tests if test.key == row["test"]] or [period]
    words = {"semester": f"semester {period}", "marking": f"marking period {period}"}
    named = {"month": period, **words}.get(within, "")
    return f"{name}, {named}" if named else name


def because_of(numbers: dict[str, Any]) -> str:
    """Return the numbers of a finding as a sentence: how much, and where the line is.

    "9.5 days, more than 8, since October 3." and "10 of 45 days, 22.22%, more than 20%."
    """
    days, whole = numbers["days"], numbers.get("of")
    unit = "" if whole is None else "%"
    share = "" if whole is None else f" of {whole}"
    parts = [f"{days:g}{share} days"]
    if whole is not None:
        parts.append(percent(round(2 * days), 2 * whole))
    if "more_than" in numbers:
        parts.append(f"more than {numbers['more_than']}{unit} is the line")
    else:
        parts.append(f"{numbers['least']}{unit} is the line")
    if "first_on" in numbers:
        parts.append(f"passed on {dt.date.fromisoformat(numbers['first_on']):%B %-d}")
    return f"{', '.join(parts)}."
