"""Statements from files: one loader, fragments in their places, rows by name."""

import pytest
from django.db import DatabaseError

from core import sql


@pytest.fixture
def room(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    for path, text in (
        ("letters/queries/sql/due.sql", "SELECT id FROM copy c WHERE {{access/near c.school}}"),
        ("access/fragments/near.sql", "({of} = ANY(%(schools)s) OR {of} IS NULL)\n"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    sql.statement.cache_clear()
    sql.fragment.cache_clear()
    yield tmp_path / "letters/queries"
    sql.fragment.cache_clear()


def test_a_statement_is_read_beside_its_module_with_its_fragments(room):
    text = sql.statement(str(room / "due.py"), "due")
    assert text == (
        "SELECT id FROM copy c WHERE (c.school = ANY(%(schools)s) OR c.school IS NULL)"
    )


def test_a_fragment_that_is_not_there_is_an_error(room):
    with pytest.raises(FileNotFoundError):
        sql.filled("SELECT {{access/far c.school}}")


@pytest.mark.django_db
def test_rows_come_by_the_names_of_their_columns():
    found = sql.rows("SELECT n, n * 2 AS twice FROM generate_series(1, %(most)s) n", {"most": 2})
    assert found == [{"n": 1, "twice": 2}, {"n": 2, "twice": 4}]


@pytest.mark.django_db
def test_a_column_a_value_and_none_for_no_row():
    assert sql.column("SELECT * FROM generate_series(1, 3)") == [1, 2, 3]
    assert sql.value("SELECT max(n) FROM generate_series(1, 3) n") == 3
    assert sql.value("SELECT 1 WHERE false") is None


@pytest.mark.django_db
def test_a_change_says_how_many_rows():
    assert sql.run("CREATE TEMP TABLE t AS SELECT generate_series(1, 5) AS n") == 5
    assert sql.run("UPDATE t SET n = n + 1 WHERE n > %(least)s", {"least": 3}) == 2


@pytest.mark.parametrize(("first", "second", "found"), [(1, 9, True), (9, 1, True), (9, 9, False)])
def test_whether_any_statement_finds_a_row(db, first, second, found):
    one, other = "SELECT 1 WHERE 1 = %(first)s", "SELECT 1 WHERE 1 = %(second)s -- the last"
    assert sql.exists(one, other, values={"first": first, "second": second}) is found


class Torn:
    """Something that cannot be read to its end."""

    def __init__(self, fault):
        self.given, self.fault = ["1\n", "2\n"], fault

    def read(self, _size):
        if self.given:
            return self.given.pop(0)
        if self.fault:
            raise self.fault
        return ""


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_read_is_its_own_fault_and_not_the_databases():
    sql.run("CREATE TEMP TABLE torn (n integer)")
    fault = LookupError("line 2 is torn off")
    with pytest.raises(LookupError) as raised:
        sql.copy_in("COPY torn FROM STDIN", Torn(fault))
    assert raised.value is fault
    assert sql.copy_in("COPY torn FROM STDIN", Torn(None)) == 2
    with pytest.raises(DatabaseError):
        sql.copy_in("COPY nowhere FROM STDIN", Torn(None))


@pytest.mark.django_db
def test_statements_run_together_each_with_values_of_its_own(django_assert_num_queries):
    asked = [
        ("SELECT %(n)s + 1 AS more -- so", {"n": 1}),
        ("SELECT 1 AS none WHERE %(n)s > 9", {"n": 9}),
        ("SELECT count(*) AS many FROM generate_series(1, %(n)s)", {"n": 5}),
    ]
    with django_assert_num_queries(1):
        assert sql.together(asked) == [[{"more": 2}], [], [{"many": 5}]]
    with django_assert_num_queries(0):
        assert sql.together([]) == []


@pytest.mark.django_db
def test_a_percent_of_what_is_asked_together_is_one():
    assert sql.together([("SELECT %(said)s AS said", {"said": "90% and %(n)s"})]) == [
        [{"said": "90% and %(n)s"}]
    ]
