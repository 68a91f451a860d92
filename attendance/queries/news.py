"""What judging changed since somebody last read, told once for every room that follows it."""

from attendance.queries.kinds import KINDS
from core import sql
from law.packs import PolicyPack
from students.rules import first_day_of


def read_news(pack: PolicyPack, *, since: int, school_year: int) -> None:
    """Fill the table `judging_news` with what changed after the change `since`: one row for each
    student-year, with what was before and is now, in numbers and in words. It is there until the
    transaction ends.
    """
    values = {
        **KINDS,
        "since": since,
        "school_year": school_year,
        "first_day": first_day_of(school_year),
        "look_days": pack.value("contact.first_look_days"),
    }
    sql.run(sql.statement(__file__, "news"), values)
