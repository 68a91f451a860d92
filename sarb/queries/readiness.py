"""What a packet has and what it lacks, for any number of referrals at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from law.packs import PolicyPack
from law.queries import pack_in_force
from sarb.models import Referral
from sarb.queries.counts import counts_of
from sarb.rules.checklist import Checked, check, checklist_from, missing_of
from sarb.rules.teams import is_of_school

NOTICE = "referral.notice"


@dataclass(frozen=True)
class Readiness:
    """The site's checklist for one student, and what is missing in words."""

    checked: list[Checked]
    missing: list[str]

    @property
    def there(self) -> int:
        return sum(item.is_there for item in self.checked)


def readiness_of(referrals: Iterable[Referral], *, on: date) -> dict[int, Readiness]:
    """Return the readiness of each referral by its key, by the checklist of the day. As many
    statements as for one.
    """
    referrals, pack = list(referrals), pack_in_force(on)
    by_year: dict[int, set[int]] = {}
    for referral in referrals:
        by_year.setdefault(referral.school_year, set()).add(referral.student_id)
    found = {
        (year, student): counts
        for year, students in by_year.items()
        for student, counts in counts_of(sorted(students), school_year=year).items()
    }
    return {
        one.pk: _readiness(
            found[one.school_year, one.student_id], pack, one.level, noticed=bool(one.noticed_on)
        )
        for one in referrals
    }


def readiness_for_student(student_id: int, *, level: str, school_year: int, on: date) -> Readiness:
    """Return what there is of one student before a referral to the team is made."""
    [counts] = counts_of([student_id], school_year=school_year).values()
    return _readiness(counts, pack_in_force(on), level, noticed=False)


def _readiness(
    counts: dict[str, int], pack: PolicyPack, level: str, *, noticed: bool
) -> Readiness:
    checked = check(checklist_from(_asked(level, pack), pack.section("checklist")), counts)
    is_asked = pack.has(NOTICE) and not is_of_school(level, pack)
    notice = pack.sentence(NOTICE) if is_asked and not noticed else ""
    return Readiness(checked, missing_of(checked, notice=notice))


def _asked(level: str, pack: PolicyPack) -> list[str]:
    """Return the lines of a team's checklist: a school's own team has one of its own."""
    if pack.has(f"school_checklist.{level}"):
        return pack.sentence(f"school_checklist.{level}").split(",")
    return settings.SARB_CHECKLIST or pack.sentence("checklist_asked.all").split(",")
