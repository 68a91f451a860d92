"""What the law and the policy say about a day and a year, in words: rule and citation.

The arithmetic itself is in queries/sql, one statement for any number of students; what each
clause there means is in README.md. Here is why, for a person to read.
"""

from dataclasses import dataclass

from accounts.choices import Permission
from students.choices import PopulationKind


@dataclass(frozen=True)
class Ground:
    """A rule in one sentence and where it is written."""

    rule: str
    citation: str


DAY_GROUNDS: dict[str, Ground] = {
    "full_day": Ground("Absent for a full day without valid excuse.", "EC 48260(a)"),
    "gap": Ground(
        "Tardy or absent for more than a 30-minute period during the schoolday without valid "
        "excuse.",
        "EC 48260(a)",
    ),
    "excused": Ground("A valid excuse is on file.", "EC 48260(c), EC 48205"),
    "unverified": Ground("No reason on file yet: not counted until it is settled.", "5 CCR 306"),
    "too_short": Ground(
        "Not missed for long enough at a stretch: the statute says more than 30 minutes.",
        "EC 48260(a)",
    ),
    "no_minutes": Ground(
        "The minutes missed are not known, so the day cannot be counted.", "EC 48260(a)"
    ),
    "attended": Ground("In attendance.", "EC 46010"),
    "suspension": Ground("A suspended student is not without valid excuse.", "EC 48260(c)"),
    "study": Ground("Independent study is followed up by its own rules.", "EC 51747"),
    "not_taken": Ground("Attendance was not taken: neither absent nor attended.", "EC 46010"),
    "age": Ground("Only students of 6 to 17 years are of compulsory age.", "EC 48200"),
    "no_birth_date": Ground(
        "Without a birth date nobody can say whether the student is of compulsory age.", "EC 48200"
    ),
    "charter": Ground("The district does not count days at charter schools.", "EC 47605"),
}

FLAG_GROUNDS: dict[str, Ground] = {
    "days_enrolled": Ground("School days taught while enrolled.", "EC 60901(c)(1)"),
    "days_absent": Ground(
        "Days absent for any reason, out-of-school suspension and incomplete independent study "
        "included.",
        "EC 60901(c)(1)",
    ),
    "days_absent_excused": Ground("Full days absent with a valid excuse.", "EC 48205"),
    "days_absent_unexcused": Ground("Full days absent without valid excuse.", "EC 48260(a)"),
    "days_absent_unverified": Ground("Full days absent with no reason on file yet.", "5 CCR 306"),
    "days_absent_mixed": Ground("Full days absent, partly excused.", "EC 48260(b)"),
    "days_suspended_out": Ground("Out-of-school suspension is absence.", "CALPADS STAS 13.17"),
    "days_suspended_in": Ground("In-school suspension is attendance.", "CALPADS STAS 13.18"),
    "days_study_incomplete": Ground(
        "Independent study days without the work count as absent.", "CALPADS STAS 13.21"
    ),
    "tardy_days": Ground("Days tardy, of any length.", "EC 48260(a)"),
    "not_taken_days": Ground("School days on which attendance was not taken.", "EC 46010"),
    "counted_days": Ground(
        "Full days absent, or more than 30 minutes missed at a stretch, without valid excuse; "
        "one for each day.",
        "EC 48260(a)",
    ),
    "pending_days": Ground("Days a family may still clear.", "policy"),
    "first_truant_on": Ground("The day on which the third day counted.", "EC 48260(a)"),
    "reports_due": Ground(
        "A report on the third counted day, and again for a later one.", "EC 48260(a), EC 48261"
    ),
    "reports_filed": Ground("Reports to the attendance supervisor that stand.", "EC 48260, 48261"),
    "chronic_absentee": Ground(
        "Absent for any reason on 10 percent or more of the days enrolled.", "EC 60901(c)(1)"
    ),
    "chronic_absentee_state": Ground(
        "The state's figure leaves out students expected on 30 days or fewer.",
        "CDE chronic absenteeism indicator",
    ),
    "chronic_truant_arithmetic": Ground(
        "Unexcused on 10 percent or more of the days enrolled: one of the conditions only.",
        "EC 48263.6",
    ),
    "chronic_truant": Ground(
        "Unexcused on 10 percent or more of the days enrolled, and every earlier step was taken.",
        "EC 48263.6",
    ),
    "band": Ground("Share of enrolled days absent: 5, 10 and 20 percent.", "Attendance Works"),
    "tier": Ground("A suggestion from the share absent, counted days and reports.", "policy"),
    "status": Ground("Reports that stand decide, never absences alone.", "EC 48260-48262"),
}


def grounds_of_day(why: str) -> Ground:
    """Return rule and citation for why a day counts or not; `why` is a value of Why.

    Source: EC 48200, 48205, 48260.
    """
    return DAY_GROUNDS[why]


def percent(part: int, whole: int) -> str:
    """Return a share with two decimals, cut off and never rounded up past a line.

    17 of 170 is '10.00%', 3 of 31 is '9.67%'. Of nothing it is 'none'.

    Source: EC 60901(c)(1); a share just under a line must not read as on it.
    """
    if whole == 0:
        return "none"
    hundredths = 10_000 * part // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def because_status(status: str, *, counted: int, due: int, filed: int) -> str:
    """Return the sentence behind a status.

    Source: EC 48260(a), 48261, 48262.
    """
    sentences = {
        "none": "No counted days and no report.",
        "watch": f"{counted} counted {plural(counted, 'day')}, no report filed"
        + (f"; {due} {plural(due, 'report')} due." if due else "."),
        "truant": "One report to the attendance supervisor stands.",
        "truant_repeat": "Two reports to the attendance supervisor stand.",
        "habitual_eligible": f"{filed} reports stand, but no effort to hold a conference after the "
        "first is on record, so the law's word does not apply.",
        "habitual": f"{filed} reports stand, and an effort to hold a conference came after the "
        "first.",
    }
    return sentences[status]


# Populations for whom a person looks first, with the permission to know of it. The gate stands
# before filing and mailing, never before a status, which follows from law.
GATES: dict[str, str] = {
    PopulationKind("iep"): Permission.POPULATION_READ,
    PopulationKind("504"): Permission.POPULATION_READ,
    PopulationKind("pregnant_parenting"): Permission.POPULATION_READ,
    PopulationKind("chronic_illness"): Permission.POPULATION_READ,
    PopulationKind("newcomer"): Permission.POPULATION_READ,
    PopulationKind("foster"): Permission.FOSTER_READ,
    PopulationKind("homeless"): Permission.HOMELESS_READ,
    PopulationKind("unaccompanied"): Permission.HOMELESS_READ,
}


def gates_of(populations: frozenset[str]) -> list[str]:
    """Return the populations, of those a student belongs to, that a person must look at first.

    Source: 20 USC 1415, 34 CFR 104.36, WIC 361, 42 USC 11432, EC 221.5, EC 46015.
    """
    return [kind for kind in GATES if kind in populations]


def plural(count: int, noun: str) -> str:
    """Return the noun with an s unless there is one of it. Source: English."""
    return noun if count == 1 else f"{noun}s"
