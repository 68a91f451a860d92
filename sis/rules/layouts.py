"""The files of the plain bundle: their columns, what each may hold, and checks of a whole row."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from sis.rules import values, words
from sis.rules.values import Reader, Unreadable
from students.rules import phone_key, search_key

Row = dict[str, str | None]


class Absent(StrEnum):
    """What it means when a file lacks a column."""

    REFUSE = "refuse"
    BLANK = "blank"
    KEEP = "keep"


class Refers(StrEnum):
    """What a cell names; it must be on file, or come earlier in the bundle."""

    STUDENT = "student"
    SCHOOL = "school"
    CODE = "code"


@dataclass(frozen=True)
class Column:
    """One column. `into` is its name with us, `sql` its type there.

    `shared` says that many rows hold the same few texts, so that each is read only once.
    """

    name: str
    read: Reader
    absent: Absent = Absent.KEEP
    into: str = ""
    sql: str = "text"
    refers: Refers | None = None
    shared: bool = False

    @property
    def target(self) -> str:
        return self.into or self.name


@dataclass(frozen=True)
class Wrong:
    """Why a whole row cannot be loaded, and which column to look at."""

    column: str
    reason: str


@dataclass(frozen=True)
class Layout:
    """One file. `key` are the columns (by our names) of which the last row of a file wins."""

    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    check: Callable[[Row], Wrong | None] | None = None
    derive: Callable[[Row], Row] | None = None
    derived: tuple[str, ...] = ()
    keeps_all_columns: bool = False
    by_target: dict[str, Column] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        self.by_target.update({column.target: column for column in self.columns})


def _text(name: str, limit: int, absent: Absent = Absent.KEEP, into: str = "") -> Column:
    return Column(name, values.text_up_to(limit), absent, into)


def _word(
    name: str, read: Reader, absent: Absent = Absent.KEEP, into: str = "", sql: str = "text"
) -> Column:
    return Column(name, read, absent, into, sql, shared=True)


def _day(name: str, absent: Absent = Absent.KEEP, *, read: Reader = values.iso_date) -> Column:
    return Column(name, read, absent, sql="date", shared=True)


def _flag(name: str, absent: Absent = Absent.KEEP) -> Column:
    return Column(name, values.yes_no, absent, sql="boolean", shared=True)


def _certain(name: str) -> Column:
    """A flag that is false unless the file says otherwise."""
    return Column(name, lambda text: values.yes_no(text) or "f", sql="boolean", shared=True)


def _minutes(name: str, absent: Absent = Absent.BLANK) -> Column:
    return Column(name, values.whole_minutes, absent, sql="smallint", shared=True)


STUDENT = Column(
    "student_id",
    values.a_name_for_a_row,
    Absent.REFUSE,
    sql="bigint",
    refers=Refers.STUDENT,
)
SCHOOL = Column(
    "school_id",
    values.a_name_for_a_row,
    Absent.REFUSE,
    sql="bigint",
    refers=Refers.SCHOOL,
    shared=True,
)
ADDRESS = (_text("street", 200), _text("city", 80), _text("state", 40), _text("zip", 20))
REFUSE, BLANK, KEEP = Absent.REFUSE, Absent.BLANK, Absent.KEEP


def _student_keys(row: Row) -> Row:
    names = (row[name] or "" for name in ("first_name", "middle_name", "last_name"))
    return {"search_key": search_key(*names)}


def _guardian_keys(row: Row) -> Row:
    phones = (phone_key(row[name] or "") for name in ("phone", "phone2"))
    return {
        "search_key": search_key(row["first_name"] or "", row["last_name"] or ""),
        "phone_key": " ".join(key for key in phones if key)[:64],
        "relation_text": (row["relation"] or "")[:60],
        "relation": words.relation(row["relation"] or ""),
    }


def _population_kind(row: Row) -> Row:
    kind = words.population(row["label"] or "")
    return {"kind": kind, "label": row["label"] if kind == "other" else ""}


def _ends_after_it_begins(begin: str, end: str) -> Callable[[Row], Wrong | None]:
    def check(row: Row) -> Wrong | None:
        first, last = row.get(begin), row.get(end)
        if first and last and last < first:
            return Wrong(end, f"before {begin} {first}; correct one of the two in the SIS")
        return None

    return check


def _history_is_dated(row: Row) -> Wrong | None:
    if row["date"]:
        return None
    if row["kind"] == "report" and row["listed_dates"] != "{}":
        return None
    return Wrong("date", "blank; only a report with listed_dates may lack its date")


LAYOUTS = (
    Layout(
        "schools.csv",
        (
            Column("school_id", values.a_name_for_a_row, REFUSE, "sis_id"),
            Column("name", values.required(values.text_up_to(200)), REFUSE),
            _word("level", words.school_level),
            _text("region", 120),
            _text("cds_code", 20),
            _certain("is_charter"),
        ),
        key=("sis_id",),
    ),
    Layout(
        "codes.csv",
        (
            Column("code", values.required(values.text_up_to(20)), REFUSE),
            _text("label", 120, BLANK),
            _word("kind", words.mark_kind, REFUSE),
            _word("excuse", words.excuse, REFUSE),
            _minutes("minutes"),
        ),
        key=("code",),
    ),
    Layout(
        "bell.csv",
        (
            SCHOOL,
            Column("period", values.required(values.text_up_to(20)), REFUSE, shared=True),
            Column(
                "minutes",
                values.required(values.whole_minutes),
                REFUSE,
                sql="smallint",
                shared=True,
            ),
        ),
        key=("school_id", "period"),
    ),
    Layout(
        "calendar.csv",
        (
            SCHOOL,
            _day("date", REFUSE, read=values.required(values.iso_date)),
            Column(
                "is_school_day",
                values.required(values.yes_no),
                REFUSE,
                sql="boolean",
                shared=True,
            ),
            _text("note", 120, BLANK),
        ),
        key=("school_id", "date"),
    ),
    Layout(
        "students.csv",
        (
            Column("student_id", values.a_name_for_a_row, REFUSE, "sis_id"),
            _text("first_name", 100, REFUSE),
            _text("middle_name", 100, BLANK),
            _text("last_name", 100, REFUSE),
            Column("birth_date", values.iso_date, REFUSE, sql="date"),
            _word("sex", words.sex),
            *ADDRESS,
            _text("email", 254),
            _text("ssid", 20),
            _text("home_language", 40),
        ),
        key=("sis_id",),
        derive=_student_keys,
        derived=("search_key",),
    ),
    Layout(
        "guardians.csv",
        (
            Column("guardian_id", values.a_name_for_a_row, REFUSE, "sis_id"),
            STUDENT,
            Column("relation", values.long_text_up_to(60), BLANK, "relation", shared=True),
            _certain("primary"),
            _flag("lives_with"),
            _text("first_name", 100, REFUSE),
            _text("last_name", 100, REFUSE),
            *ADDRESS,
            _text("phone", 40, BLANK),
            _text("phone2", 40, BLANK),
            _text("email", 254),
            _text("language", 40),
            _certain("interpreter"),
            _flag("holds_education_rights"),
            _flag("receives_mail"),
            _certain("no_contact"),
            _text("court_order", 200),
            _day("order_ends"),
            _text("safe_address", 300),
            _certain("caregiver_affidavit"),
            _certain("agency_worker"),
        ),
        key=("student_id", "sis_id"),
        derive=_guardian_keys,
        derived=("search_key", "phone_key", "relation_text"),
    ),
    Layout(
        "enrollments.csv",
        (
            STUDENT,
            SCHOOL,
            _day("entry_date", REFUSE),
            _day("exit_date", REFUSE),
            _word("grade", words.grade),
            Column("entry_type", values.long_text_up_to(40), shared=True),
            Column("exit_type", values.long_text_up_to(40), shared=True),
        ),
        key=("student_id", "school_id", "entry_date"),
        check=_ends_after_it_begins("entry_date", "exit_date"),
    ),
    Layout(
        "populations.csv",
        (
            STUDENT,
            Column("population", values.required(values.long_text_up_to(60)), REFUSE, "label"),
            _day("start", BLANK),
            _day("end", BLANK),
        ),
        key=("student_id", "kind", "label", "start"),
        check=_ends_after_it_begins("start", "end"),
        derive=_population_kind,
        derived=("kind",),
    ),
    Layout("grades.csv", (STUDENT,), key=(), keeps_all_columns=True),
    Layout("credits.csv", (STUDENT,), key=(), keeps_all_columns=True),
    Layout("discipline.csv", (STUDENT,), key=(), keeps_all_columns=True),
    Layout("programs.csv", (STUDENT,), key=(), keeps_all_columns=True),
    Layout(
        "submissions.csv",
        (
            SCHOOL,
            _day("date", REFUSE, read=values.required(values.iso_date)),
            Column("period", values.text_up_to(20), BLANK, shared=True),
            _text("section", 60, BLANK),
            Column("taken", values.required(values.yes_no), REFUSE, sql="boolean", shared=True),
        ),
        key=("school_id", "date", "period", "section"),
    ),
    Layout(
        "marks.csv",
        (
            STUDENT,
            SCHOOL,
            _day("date", REFUSE, read=values.required(values.iso_date)),
            Column("period", values.text_up_to(20), REFUSE, shared=True),
            Column(
                "code",
                values.required(values.text_up_to(20)),
                REFUSE,
                "code_id",
                "bigint",
                Refers.CODE,
                shared=True,
            ),
            _minutes("minutes_missed"),
            Column("reason", values.long_text_up_to(200), BLANK),
        ),
        key=("student_id", "date", "school_id", "period"),
    ),
    Layout(
        "history.csv",
        (
            STUDENT,
            _word("kind", words.history_kind, REFUSE),
            _day("date", REFUSE),
            Column("listed_dates", values.dates_listed, BLANK, sql="date[]"),
            _text("channel", 60, BLANK),
            _text("language", 40, BLANK),
            _text("by", 200, BLANK),
        ),
        key=("student_id", "kind", "date"),
        check=_history_is_dated,
    ),
    Layout(
        "manifest.csv",
        (
            _text("file", 60, REFUSE),
            SCHOOL,
            _day("from", REFUSE, read=values.required(values.iso_date)),
            _day("to", REFUSE, read=values.required(values.iso_date)),
        ),
        key=("file", "school_id"),
        check=_ends_after_it_begins("from", "to"),
    ),
)
BY_FILE = {layout.file: layout for layout in LAYOUTS}
FULL_FILES = ("students.csv", "guardians.csv", "enrollments.csv")

__all__ = [
    "BY_FILE",
    "FULL_FILES",
    "LAYOUTS",
    "Absent",
    "Column",
    "Layout",
    "Refers",
    "Row",
    "Unreadable",
    "Wrong",
]
