"""What an import came to, in a sentence."""

import pytest

from sis.rules.summary import KINDS, examples_by_file, in_order, summary, tally


def counts(**given):
    return dict.fromkeys(KINDS, 0) | given


@pytest.mark.parametrize(
    ("files", "applied", "says"),
    [
        (
            {
                "students.csv": counts(created=78),
                "marks.csv": counts(created=225, set_aside=148),
            },
            False,
            "78 new students, 225 new marks; 148 rows set aside until they are covered or answered.",
        ),
        ({"students.csv": counts(updated=1)}, True, "1 changed student."),
        ({"enrollments.csv": counts(closed=2)}, True, "2 ended enrollments."),
        ({"marks.csv": counts(rejected=1)}, False, "No changes; 1 row rejected."),
        (
            {"students.csv": counts(rows=3, unchanged=3)},
            False,
            "Nothing would change: this bundle is already in.",
        ),
        ({"marks.csv": counts()}, True, "Nothing changed: this bundle was already in."),
    ],
)
def test_summary(files, applied, says):
    assert summary(files, applied=applied) == says


def test_tally_names_only_what_happened():
    assert tally(counts(created=1_078, updated=2)) == "1,078 new, 2 changed"
    assert tally(counts(rows=5, unchanged=5)) == "nothing changed"


def test_files_come_in_the_order_of_loading():
    files = {"marks.csv": counts(), "manifest.csv": counts(), "schools.csv": counts()}
    assert list(in_order(files)) == ["schools.csv", "marks.csv", "manifest.csv"]


def test_examples_say_why_a_mark_is_set_aside():
    files = {"codes.csv": counts(), "marks.csv": counts(set_aside=1)}
    examples = {"marks.csv": {"set_aside": [{"why": "not-a-school-day"}]}}
    [part] = examples_by_file(examples, files)
    assert (part.file, part.words) == ("marks.csv", "1 set aside")
    assert [(g.label, g.examples[0]["why"]) for g in part.groups] == [
        ("Set aside", "No school on that day")
    ]
