"""Flagging reports that their days do not carry any more. A person decides what becomes of them."""

from collections.abc import Sequence
from datetime import date

from attendance.queries.waiting import find_flags
from core import sql
from law.packs import PolicyPack


def store_flags(
    pack: PolicyPack, *, school_year: int, as_of: date, students: Sequence[int] | None
) -> None:
    """Bring the flags of these students' reports, or of all of the year, to what the day outcomes
    on file come to. Two statements for any number of reports.
    """
    find_flags(pack, school_year=school_year, as_of=as_of, students=students)
    values = {"school_year": school_year, "students": None if students is None else list(students)}
    sql.run(sql.statement(__file__, "store_flags"), values)
