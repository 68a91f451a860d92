"""What a run came to, in words: a sentence for its page, a line for the list, examples by file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sis.choices import SetAsideReason

Files = Mapping[str, Mapping[str, int]]
KINDS = ("rows", "created", "updated", "unchanged", "closed", "set_aside", "rejected")
NOTHING = "Nothing would change: this bundle is already in."
NOTHING_DONE = "Nothing changed: this bundle was already in."

# In the order of loading.
NOUNS = {
    "schools.csv": ("school", "schools"),
    "codes.csv": ("attendance code", "attendance codes"),
    "bell.csv": ("bell period", "bell periods"),
    "calendar.csv": ("calendar day", "calendar days"),
    "students.csv": ("student", "students"),
    "guardians.csv": ("guardian", "guardians"),
    "enrollments.csv": ("enrollment", "enrollments"),
    "populations.csv": ("population", "populations"),
    "grades.csv": ("grade", "grades"),
    "credits.csv": ("credit", "credits"),
    "discipline.csv": ("discipline record", "discipline records"),
    "programs.csv": ("program", "programs"),
    "submissions.csv": ("submission", "submissions"),
    "marks.csv": ("mark", "marks"),
    "absence_contacts.csv": ("automatic message", "automatic messages"),
    "history.csv": ("entry of history", "entries of history"),
}
CLOSED = {
    "guardians.csv": "former",
    "enrollments.csv": "ended",
    "populations.csv": "ended",
    "marks.csv": "withdrawn",
}
REMOVED = "removed"


@dataclass(frozen=True)
class ExampleGroup:
    """Examples of one kind of change of one file, as `BundleLoad.examples` keeps them."""

    label: str
    examples: list[dict[str, Any]]


@dataclass(frozen=True)
class FileExamples:
    """A file with what became of its rows, in words, and examples of it."""

    file: str
    words: str
    groups: list[ExampleGroup]


def in_order(files: Files) -> dict[str, Mapping[str, int]]:
    """Return the counts in the order in which files are loaded: schools, students, marks.

    Source: docs/import.md.
    """
    known = [file for file in NOUNS if file in files]
    return {file: files[file] for file in (*known, *(set(files) - set(known)))}


def summary(files: Files, *, applied: bool) -> str:
    """Return one sentence on what changes; rows that are set aside or rejected come last.

    Source: docs/import.md.
    """
    changes = [
        f"{counts[kind]:,} {word} {_noun(file, counts[kind])}"
        for file, counts in files.items()
        for kind, word in (
            ("created", "new"),
            ("updated", "changed"),
            ("closed", CLOSED.get(file, REMOVED)),
        )
        if counts[kind]
    ]
    total = totals(files)
    left = []
    if total["set_aside"]:
        noun = _noun("", total["set_aside"])
        left.append(f"{total['set_aside']:,} {noun} set aside until they are covered or answered")
    if total["rejected"]:
        left.append(f"{total['rejected']:,} {_noun('', total['rejected'])} rejected")
    if not changes and not left:
        return NOTHING_DONE if applied else NOTHING
    first = ", ".join(changes) or "no changes"
    sentence = "; ".join([first, ", ".join(left)] if left else [first])
    return f"{sentence[0].upper()}{sentence[1:]}."


def totals(files: Files) -> dict[str, int]:
    """Return the sum of each count over the files.

    Source: docs/import.md.
    """
    return {kind: sum(counts[kind] for counts in files.values()) for kind in KINDS}


def tally(counts: Mapping[str, int], *, closed: str = "ended or withdrawn") -> str:
    """Return "78 new, 2 changed"; "nothing changed" when every count of a change is zero.

    Source: docs/import.md.
    """
    words = {
        "created": "new",
        "updated": "changed",
        "closed": closed,
        "set_aside": "set aside",
        "rejected": "rejected",
    }
    said = [f"{counts[kind]:,} {word}" for kind, word in words.items() if counts[kind]]
    return ", ".join(said) or "nothing changed"


def examples_by_file(
    examples: Mapping[str, Mapping[str, list[dict[str, Any]]]],
    files: Files,
) -> list[FileExamples]:
    """Return the examples file by file, with the reasons in words.

    Source: docs/import.md.
    """
    return [
        FileExamples(
            file, tally(counts, closed=CLOSED.get(file, REMOVED)), _groups(file, examples[file])
        )
        for file, counts in files.items()
        if file in examples
    ]


def _groups(file: str, kinds: Mapping[str, list[dict[str, Any]]]) -> list[ExampleGroup]:
    labels = {
        "created": "New",
        "updated": "Changed",
        "closed": CLOSED.get(file, REMOVED).capitalize(),
        "set_aside": "Set aside",
    }
    return [
        ExampleGroup(label, [_with_reason(example) for example in kinds[kind]])
        for kind, label in labels.items()
        if kinds.get(kind)
    ]


def _with_reason(example: dict[str, Any]) -> dict[str, Any]:
    why = example.get("why")
    return example | {"why": SetAsideReason(why).label if why else ""}


def _noun(file: str, count: int) -> str:
    one, many = NOUNS.get(file, ("row", "rows"))
    return one if count == 1 else many
