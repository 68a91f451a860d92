"""What is measured in the records, and what each costs: one table over all rooms."""

from dataclasses import dataclass

from accounts.choices import Permission

CONTACT = (Permission.CONTACT_READ,)
ATTENDANCE = (Permission.ATTENDANCE_READ,)


@dataclass(frozen=True)
class Measure:
    """One thing that may be missing or doubtful, and what it costs.

    `points` say how much one student's costs beside those of the others. `needs` are the
    permissions over the school to know of it. `place` is the address where it is mended, for
    those with `opens`; with `by` it takes the school's key so.
    """

    key: str
    label: str
    cost: str
    fix: str
    points: int
    needs: tuple[Permission, ...]
    place: str = ""
    opens: Permission | None = None
    by: str = ""


MEASURES = (
    Measure(
        "letters",
        "Letters held by the record",
        "A notice that is owed does not go out.",
        "Open the letter: it says whose record is to be corrected, and how.",
        10,
        (Permission.CONTACT_READ, Permission.LETTER_READ),
        "letters:letters",
        Permission.LETTER_READ,
        "school",
    ),
    Measure(
        "age",
        "Children of unknown age",
        "No absence of theirs counts, and no letter goes out: nobody knows whether the student is of age.",
        "Enter the birth date in the student information system, or answer the question about the one that it has.",
        5,
        ATTENDANCE,
        "sis:questions",
        Permission.IMPORT_READ,
    ),
    Measure(
        "adult",
        "Students without an adult",
        "Nobody can be called or written to.",
        "Enter the adults in the student information system.",
        5,
        CONTACT,
    ),
    Measure(
        "question",
        "Questions about students",
        "What the files say of these students waits, day by day, until somebody answers.",
        "Answer the question.",
        5,
        CONTACT,
        "sis:questions",
        Permission.IMPORT_READ,
    ),
    Measure(
        "days",
        "Days not counted",
        "Days of these students count for nothing: the age, or the minutes missed, are not known.",
        "Enter the birth date in the student information system; send minutes with marks or codes, or the school’s bell schedule.",
        4,
        ATTENDANCE,
    ),
    Measure(
        "aside",
        "Marks set aside",
        "These marks count for nothing: no enrollment or school day covers them.",
        "Send the enrollment or the calendar; the marks return by themselves.",
        4,
        ATTENDANCE,
        "sis:set_aside",
        Permission.IMPORT_READ,
    ),
    Measure(
        "rights",
        "Whom to write to is not known",
        "A letter about the student would wait: who holds education rights, or has charge, is not said.",
        "Enter in the student information system who holds education rights and with whom the student lives.",
        3,
        CONTACT,
    ),
    Measure(
        "address",
        "No whole address",
        "A letter about the student would wait: the address lacks, or its state or ZIP code does.",
        "Correct the address in the student information system.",
        3,
        CONTACT,
    ),
    Measure(
        "language",
        "Language not known",
        "A letter about the student would wait: which language the home reads is not known.",
        "Enter the language in the student information system, or say what its word for it means.",
        3,
        CONTACT,
        "sis:words",
        Permission.IMPORT_READ,
    ),
    Measure(
        "rejected",
        "Rows rejected",
        "What the last import said of these students was not taken.",
        "Correct the row in the student information system; the reason says what is wrong.",
        3,
        CONTACT,
        "sis:runs",
        Permission.IMPORT_READ,
    ),
    Measure(
        "telephone",
        "Nobody with a telephone",
        "When the student is not there, nobody can be called.",
        "Enter a telephone in the student information system.",
        2,
        CONTACT,
    ),
    Measure(
        "name",
        "Names broken or missing",
        "A letter about the student would wait: it prints no name that came broken.",
        "Correct the name in the student information system.",
        2,
        CONTACT,
    ),
    Measure(
        "word",
        "Words without a meaning",
        "Language, grade, sex or type of exit of these students cannot be read.",
        "Say once what the word means.",
        1,
        CONTACT,
        "sis:words",
        Permission.IMPORT_READ,
    ),
)
BY_KEY = {measure.key: measure for measure in MEASURES}
