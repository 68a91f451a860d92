"""The files of the plain bundle: their columns, what each may hold, and checks of a whole row."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sis.rules import automatic, values, words
from sis.rules.columns import (
    ADDRESS,
    BLANK,
    KEEP,
    REFUSE,
    SCHOOL,
    STUDENT,
    FileColumn,
    Layout,
    Refers,
    Row,
    Wrong,
    certain,
    day,
    flag,
    known,
    minutes,
    spoken,
    text,
    word,
)
from sis.rules.ids import sis_id
from sis.rules.mending import written_text
from sis.rules.unsaid import NO_ADDRESS, NO_ORDER, said_names
from students.rules.names import (
    ADULT_NAME,
    CALLED,
    LONGEST,
    STUDENT_COLUMNS,
    STUDENT_NAME,
    SURNAME,
    NameField,
)
from students.rules.phones import phone_keys


def _name(fields: Iterable[NameField]) -> tuple[FileColumn, ...]:
    read = values.with_letters(written_text(LONGEST))
    return tuple(
        FileColumn(field.column, read, KEEP if field.is_optional else REFUSE) for field in fields
    )


def _is_in_one_cell(row: Row) -> Wrong | None:
    """Both names in one cell, "Last, First": a letter would be written to it as it stands."""
    first, last = row.get(CALLED) or "", row.get(SURNAME) or ""
    column, text = (CALLED, first) if not last else (SURNAME, last)
    if (first and last) or not all(part.strip() for part in text.partition(",")):
        return None
    return Wrong(column, "two names in one cell; send first and last name in columns of their own")


def _is_somebody(row: Row) -> Wrong | None:
    if any(row.get(column) for column in (*STUDENT_COLUMNS, "birth_date")):
        return _is_in_one_cell(row)
    return Wrong("birth_date", "neither a name nor a birth date: a total or a remark, no student")


def _guardian_keys(row: Row) -> Row:
    return said_names(row) | {
        "phone_key": phone_keys(row.get("phone") or "", row.get("phone2") or "")[:64],
        "relation_text": (row.get("relation") or "")[:60],
        "relation": words.relation(row.get("relation") or ""),
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


def _says_what_is_covered(row: Row) -> Wrong | None:
    lacking = [name for name in ("school_id", "from", "to") if not row[name]]
    if row["file"] == "marks.csv" and lacking:
        return Wrong(lacking[0], "blank; marks.csv covers these days at a school")
    return _ends_after_it_begins("from", "to")(row)


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
            FileColumn("school_id", sis_id, REFUSE, "sis_id"),
            FileColumn("name", values.required(values.text_up_to(200)), REFUSE),
            word("level", words.school_level),
            text("region", 120),
            text("cds_code", 20),
            certain("is_charter"),
        ),
        key=("sis_id",),
    ),
    Layout(
        "codes.csv",
        (
            FileColumn("code", values.required(values.text_up_to(20)), REFUSE),
            text("label", 120),
            word("kind", words.mark_kind, REFUSE),
            word("excuse", words.excuse, REFUSE),
            minutes("minutes"),
        ),
        key=("code",),
    ),
    Layout(
        "bell.csv",
        (
            SCHOOL,
            FileColumn("period", values.required(values.period), REFUSE, shared=True),
            FileColumn(
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
            day("date", REFUSE, read=values.required(values.iso_date)),
            FileColumn(
                "is_school_day",
                values.required(values.yes_no),
                REFUSE,
                sql="boolean",
                shared=True,
            ),
            text("note", 120),
        ),
        key=("school_id", "date"),
    ),
    Layout(
        "students.csv",
        (
            FileColumn("student_id", sis_id, REFUSE, "sis_id"),
            *_name(STUDENT_NAME),
            FileColumn("birth_date", values.iso_date, REFUSE, sql="date"),
            word("sex", words.sex),
            *ADDRESS,
            known("email", 254),
            text("ssid", 20),
            spoken("home_language"),
        ),
        key=("sis_id",),
        check=_is_somebody,
        derive=said_names,
    ),
    Layout(
        "guardians.csv",
        (
            FileColumn("guardian_id", sis_id, REFUSE, "sis_id"),
            STUDENT,
            FileColumn("relation", values.long_text_up_to(60), KEEP, "relation", shared=True),
            certain("primary"),
            flag("lives_with"),
            *_name(ADULT_NAME),
            *ADDRESS,
            known("phone", 40),
            known("phone2", 40),
            known("email", 254),
            spoken("language"),
            certain("interpreter"),
            flag("holds_education_rights"),
            flag("receives_mail"),
            certain("no_contact"),
            known("court_order", 200, NO_ORDER),
            day("order_ends"),
            known("safe_address", 300, NO_ADDRESS),
            certain("caregiver_affidavit"),
            certain("agency_worker"),
        ),
        key=("student_id", "sis_id"),
        derive=_guardian_keys,
        derived={"phone_key": ("phone", "phone2"), "relation_text": ("relation",)},
    ),
    Layout(
        "enrollments.csv",
        (
            STUDENT,
            SCHOOL,
            day("entry_date", REFUSE),
            day("exit_date", REFUSE),
            word("grade", words.grade),
            FileColumn("entry_type", values.long_text_up_to(40), shared=True),
            FileColumn("exit_type", values.long_text_up_to(40), shared=True),
        ),
        key=("student_id", "school_id", "entry_date"),
        check=_ends_after_it_begins("entry_date", "exit_date"),
    ),
    Layout(
        "populations.csv",
        (
            STUDENT,
            FileColumn("population", values.required(values.long_text_up_to(60)), REFUSE, "label"),
            day("start", BLANK),
            day("end"),
        ),
        key=("student_id", "kind", "label", "start"),
        check=_ends_after_it_begins("start", "end"),
        derive=_population_kind,
        derived={"kind": ("label",)},
    ),
    Layout("grades.csv", (STUDENT,), key=(), keeps_all_columns=True),
    Layout("credits.csv", (STUDENT,), key=(), keeps_all_columns=True),
    Layout("discipline.csv", (STUDENT,), key=(), keeps_all_columns=True),
    Layout("programs.csv", (STUDENT,), key=(), keeps_all_columns=True),
    Layout(
        "submissions.csv",
        (
            SCHOOL,
            day("date", REFUSE, read=values.required(values.iso_date)),
            FileColumn("period", values.period_of_a_mark, BLANK, shared=True),
            text("section", 60, BLANK),
            FileColumn(
                "taken", values.required(values.yes_no), REFUSE, sql="boolean", shared=True
            ),
        ),
        key=("school_id", "date", "period", "section"),
    ),
    Layout(
        "marks.csv",
        (
            STUDENT,
            SCHOOL,
            day("date", REFUSE, read=values.required(values.iso_date)),
            FileColumn("period", values.period_of_a_mark, REFUSE, shared=True),
            FileColumn(
                "code",
                values.required(values.text_up_to(20)),
                REFUSE,
                "code_id",
                "bigint",
                Refers.CODE,
                shared=True,
            ),
            minutes("minutes_missed"),
            FileColumn("reason", values.long_text_up_to(200)),
        ),
        key=("student_id", "date", "school_id", "period"),
    ),
    Layout("absence_contacts.csv", automatic.COLUMNS, key=("student_id", "date", "channel")),
    Layout(
        "history.csv",
        (
            STUDENT,
            word("kind", words.history_kind, REFUSE),
            day("date", REFUSE),
            FileColumn("listed_dates", values.dates_listed, BLANK, sql="date[]"),
            text("channel", 60, BLANK),
            text("language", 40, BLANK),
            text("by", 200, BLANK),
        ),
        key=("student_id", "kind", "date"),
        check=_history_is_dated,
    ),
    Layout(
        "manifest.csv",
        (
            FileColumn("file", words.file_of_the_bundle, REFUSE),
            replace(SCHOOL, read=lambda text: sis_id(text) if text else None),
            day("from", REFUSE),
            day("to", REFUSE),
            flag("whole"),
        ),
        key=("file", "school_id"),
        check=_says_what_is_covered,
    ),
)
BY_FILE = {layout.file: layout for layout in LAYOUTS}
FULL_FILES = ("students.csv", "guardians.csv", "enrollments.csv")
