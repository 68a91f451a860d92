"""What is missing or doubtful in the records, as every room finds it: a number is its names."""

from typing import NamedTuple


class RecordDoubt(NamedTuple):
    """One student of a school of whom something is missing or doubtful: what, by the key of its
    measure, and in words where there is more to say.
    """

    key: str
    student_id: int
    school_id: int
    why: str = ""
