"""A district in plain values: what the reference reads and the database is loaded from."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class School:
    """`days` are the dates on which school is taught, `bell` the periods in order of the day."""

    id: int
    days: frozenset[date]
    bell: tuple[tuple[str, int], ...] = ()
    is_charter: bool = False


@dataclass(frozen=True)
class Code:
    kind: str
    excuse: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Student:
    id: int
    birth_date: date | None


@dataclass(frozen=True)
class Enrollment:
    """`exit` is the date the SIS gives, or None while the student is there."""

    id: int
    student: int
    school: int
    entry: date
    exit: date | None = None


@dataclass(frozen=True)
class Mark:
    student: int
    school: int
    date: date
    code: str
    period: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Submission:
    school: int
    date: date
    period: str = ""
    section: str = ""
    taken: bool = False


@dataclass(frozen=True)
class Report:
    """A filed report; `verdicts` are those of its decisions, oldest first."""

    student: int
    filed_at: datetime
    has_time: bool = True
    is_countable: bool = True
    listed_dates: tuple[date, ...] = ()
    verdicts: tuple[str, ...] = ()
    year: int | None = None  # of the world where None


@dataclass(frozen=True)
class Step:
    student: int
    kind: str
    happened_at: datetime
    has_time: bool = True
    is_withdrawn: bool = False
    year: int | None = None  # of the world where None


@dataclass(frozen=True)
class World:
    """One school year of a district. `year` is the calendar year in which it starts."""

    year: int
    schools: tuple[School, ...]
    codes: dict[str, Code]
    students: tuple[Student, ...]
    enrollments: tuple[Enrollment, ...]
    marks: tuple[Mark, ...] = ()
    submissions: tuple[Submission, ...] = ()
    reports: tuple[Report, ...] = ()
    steps: tuple[Step, ...] = ()
    by_school: dict[int, School] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_school", {school.id: school for school in self.schools})

    @property
    def first(self) -> date:
        return date(self.year, 7, 1)

    @property
    def last(self) -> date:
        return date(self.year + 1, 6, 30)

    def exit_of(self, enrollment: Enrollment, exit_day: str) -> date:
        """The last day enrolled, by `enrollment.exit_day` last or gone."""
        if enrollment.exit is None:
            return date.max
        return enrollment.exit - timedelta(1) if exit_day == "gone" else enrollment.exit

    def is_enrolled(self, mark: Mark, exit_day: str = "last") -> bool:
        """Whether the student is enrolled at the school of the mark on its date."""
        return any(
            (one.student, one.school) == (mark.student, mark.school)
            and one.entry <= mark.date <= self.exit_of(one, exit_day)
            for one in self.enrollments
        )

    def covers(self, mark: Mark) -> bool:
        """Whether the mark falls on a school day of a school where the student is enrolled."""
        return mark.date in self.by_school[mark.school].days and self.is_enrolled(mark)

    def without_uncovered(self) -> "World":
        """The world with those marks set aside that the import would set aside."""
        return replace(self, marks=tuple(mark for mark in self.marks if self.covers(mark)))

    def only(self, student: int) -> "World":
        """The same district with the records of one student."""
        mine = {
            name: tuple(row for row in getattr(self, name) if row.student == student)
            for name in ("enrollments", "marks", "reports", "steps")
        }
        students = tuple(row for row in self.students if row.id == student)
        return replace(self, students=students, **mine)


@dataclass(frozen=True)
class Day:
    """One student-day, resolved and judged: the columns of a day's row."""

    date: date
    school: int
    outcome: str
    excuse: str
    gap_minutes: int | None
    occasions: int
    countable_on: date | None
    pending_until: date | None
    why: str
    quality: str
    is_tardy: bool = False


def sis_id(school: int) -> str:
    """The id by which the SIS names a school; a key of ours tells nothing apart."""
    return f"S{school}"


def dates(start: date, end: date) -> list[date]:
    """Every date from start through end."""
    return [start + timedelta(n) for n in range((end - start).days + 1)]
