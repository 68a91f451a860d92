"""One table of moves, and the transition that obeys it."""

import pytest

from core.stages import Move, NotNow, Stages, transition, transition_one
from sis.models import ImportRun

RUNS = Stages(
    Move("approve", ("previewed", "failed"), "approved", "import.run"),
    Move("apply", ("approved",), "applying"),
)


def run(state):
    return ImportRun.objects.create(state=state, source_name="x", created_by="Ana")


def test_a_table_says_what_may_be_done_from_a_stage():
    assert RUNS.verbs("failed") == ["approve"]
    assert RUNS.verbs("applied") == []
    assert RUNS.allows("apply", "approved")
    assert not RUNS.allows("apply", "previewed")


def test_a_verb_stands_in_a_table_once():
    with pytest.raises(ValueError, match="twice"):
        Stages(Move("apply", ("a",), "b"), Move("apply", ("b",), "c"))


@pytest.mark.django_db
def test_rows_move_together_and_others_are_left_alone():
    first, other, last = run("previewed"), run("applied"), run("failed")
    moved = transition(ImportRun.objects.all(), RUNS, "approve", column="state", approved_by="Ana")
    assert [row.pk for row in moved] == [first.pk, last.pk]
    assert {row.state for row in moved} == {"approved"}
    found = ImportRun.objects.order_by("pk").values_list("state", "approved_by")
    assert list(found) == [("approved", "Ana"), ("applied", ""), ("approved", "Ana")]
    assert other.pk not in [row.pk for row in moved]


@pytest.mark.django_db
def test_two_statements_for_any_number(django_assert_num_queries):
    for _ in range(7):
        run("previewed")
    with django_assert_num_queries(2):
        transition(ImportRun.objects.all(), RUNS, "approve", column="state")


@pytest.mark.django_db
def test_one_row_that_moved_on_is_refused():
    row = run("applied")
    with pytest.raises(NotNow, match="Look at it"):
        transition_one(row, RUNS, "approve", column="state")
    row.refresh_from_db()
    assert row.state == "applied"


@pytest.mark.django_db
def test_one_row_comes_back_as_it_is_now():
    assert transition_one(run("approved"), RUNS, "apply", column="state").state == "applying"
