"""Working tables and the die of the made-up district."""

import pytest

from demo import staging
from students.models import Region

pytestmark = pytest.mark.usefixtures("worker_db")


def picks(seed, what="anything", sides=6, numbers=60):
    staging.begin(seed)
    query = "SELECT staging.pick(n, %(what)s, %(sides)s) FROM generate_series(1, %(upto)s) n"
    return [value for (value,) in staging.rows(query, what=what, sides=sides, upto=numbers)]


def test_a_die_falls_the_same_for_a_number_a_word_and_a_seed_and_else_otherwise():
    first = picks(1)
    assert picks(1) == first
    assert picks(1, numbers=30) == first[:30]  # whatever came after
    assert picks(2) != first
    assert picks(1, what="anything else") != first


@pytest.mark.parametrize("sides", [1, 2, 100])
def test_a_die_has_every_side_and_no_other(sides):
    assert set(picks(7, sides=sides, numbers=2000)) == set(range(sides))


@pytest.mark.parametrize(
    ("day", "workday"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21", "2026-11-20"),
        ("2026-11-22", "2026-11-20"),
        ("2026-11-23", "2026-11-23"),
    ],
)
def test_a_workday_is_the_day_itself_or_the_friday_before(day, workday):
    staging.begin(1)
    found = staging.rows("SELECT staging.workday(%(day)s::date)::text", day=day)
    assert found == [(workday,)]


def test_what_is_copied_is_there_with_nulls_empty_words_and_commas_apart():
    staging.begin(1)
    lines = [(1, "a, b"), (2, 'say "hello"'), (3, None), (4, "two\nlines")]
    staging.copy("demo_words", "n integer, word text", lines)
    assert staging.rows("SELECT n, word FROM staging.demo_words ORDER BY n") == lines


def test_a_table_is_made_of_a_query_and_says_how_long_it_is():
    staging.begin(1)
    query = "SELECT n FROM generate_series(1, %(upto)s) n"
    assert staging.table("demo_numbers", query, upto=7) == 7
    assert staging.rows("SELECT count(*) FROM staging.demo_numbers") == [(7,)]


def test_what_a_killed_run_left_is_gone_when_the_next_begins_and_nothing_else():
    staging.begin(1)
    staging.copy("demo_left", "n integer", [(1,)])
    staging.copy("import_others", "n integer", [(1,)])
    staging.begin(2)
    query = "SELECT tablename FROM pg_tables WHERE schemaname = 'staging' ORDER BY 1"
    assert staging.rows(query) == [("import_others",)]
    staging.clear()
    query = "SELECT count(*) FROM pg_proc WHERE proname IN ('pick', 'workday')"
    assert staging.rows(query) == [(0,)]


def test_ids_that_were_taken_are_given_to_nobody_else():
    assert staging.reserve("students_region", 0) == 0
    first = staging.reserve("students_region", 3)
    later = Region.objects.create(code="later", name="Later")
    assert later.pk == first + 4
    assert staging.reserve("students_region", 2) == later.pk
