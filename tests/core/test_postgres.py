"""What only prepares goes out with the first statement after it, and undoes what it undid before."""

import re
from contextlib import contextmanager, suppress

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext

from core import sql
from students.models import Region

pytestmark = pytest.mark.django_db


class Undone(Exception):
    pass


@contextmanager
def undone():
    """A part of a transaction that ends by an exception."""
    with suppress(Undone), atomic():
        yield
        raise Undone


class Sent:
    """What was sent: `whole`, or by its first words."""

    def __init__(self, captured):
        self.captured = captured

    def whole(self):
        return [one["sql"] for one in self.captured.captured_queries]

    def __call__(self):
        return [one.split()[0] for one in self.whole()]


@pytest.fixture
def sent():
    """The first words of what was sent, as it goes."""
    sql.value("SELECT 1")  # what waits of the test's own goes first
    with CaptureQueriesContext(connection) as captured:
        yield Sent(captured)


def make(code):
    Region.objects.create(code=code, name=code)


def codes():
    return set(Region.objects.values_list("code", flat=True))


def test_a_savepoint_without_a_statement_is_not_sent(sent):
    with atomic(), atomic():
        pass
    assert sent() == []


def test_one_with_a_statement_is_sent_just_before_it(sent):
    with atomic():
        assert sent() == []
        sql.value("SELECT 1")
        sql.value("SELECT 2")
    assert sent() == ["SAVEPOINT", "SELECT", "SELECT", "RELEASE"]


def test_those_that_wait_go_together_in_their_order(sent):
    with atomic():
        sql.name_principal("user:1")
        with atomic():
            pass
        with atomic():
            sql.value("SELECT 1")
        sql.value("SELECT 2")
    whole = [re.sub("s[0-9]+_x[0-9]+", "part", one) for one in sent.whole()]
    assert whole == [
        "SAVEPOINT \"part\"; SELECT set_config('psa.principal', 'user:1', true); SAVEPOINT \"part\"",
        "SELECT 1",
        'RELEASE SAVEPOINT "part"',
        "SELECT 2",
        'RELEASE SAVEPOINT "part"',
    ]


def test_a_part_that_failed_unseen_is_not_taken_for_done():
    """Somebody caught the error of a statement and went on as if nothing had been."""

    @atomic
    def careless():
        make("lost")
        with suppress(psycopg2.Error), connection.cursor() as cursor:
            cursor.cursor.execute("SELECT 1 / 0")

    with pytest.raises(DatabaseError, match="aborted"):
        careless()
    assert codes() == set()


def test_what_was_released_is_undone_with_what_is_around_it():
    with undone():
        make("outer")
        with atomic():
            make("inner")
    assert codes() == set()
    with atomic():
        with atomic():
            make("first")
        with undone():
            make("second")
    assert codes() == {"first"}


def test_a_name_given_inside_what_is_undone_goes_with_it_though_both_went_together():
    with atomic():
        sql.name_principal("user:1")
        with undone():
            sql.name_principal("user:2")
            assert principal() == "user:2"
        assert principal() == "user:1"


def test_an_exception_before_any_statement_undoes_nothing(sent):
    make("before")
    with undone():
        pass
    assert codes() == {"before"}
    assert "ROLLBACK" not in sent()


def test_an_exception_after_a_statement_undoes_it():
    make("before")
    with undone():
        make("inside")
    assert codes() == {"before"}


def test_only_the_inner_part_is_undone():
    with atomic():
        make("outer")
        with undone():
            make("inner")
        make("after")
    assert codes() == {"outer", "after"}


def test_an_outer_part_that_waited_with_an_inner_one_is_undone_whole():
    with undone(), atomic():
        make("inner")
    assert codes() == set()


def test_a_failing_statement_is_undone_and_the_next_one_runs():
    make("before")
    with pytest.raises(DatabaseError), atomic():
        sql.value("SELECT 1 / 0")
    make("after")
    assert codes() == {"before", "after"}


def test_a_cursor_made_before_the_savepoint_is_undone_with_it():
    with connection.cursor() as cursor:
        with undone():
            cursor.execute(
                "INSERT INTO students_region (code, name) SELECT 'x', 'x' WHERE false RETURNING id"
            )
            make("inside")
        assert codes() == set()


def test_a_savepoint_taken_by_hand_may_be_undone_twice():
    save = transaction.savepoint()
    transaction.savepoint_rollback(save)  # nothing was sent, and it still stands
    make("inside")
    transaction.savepoint_rollback(save)
    assert codes() == set()
    make("again")
    transaction.savepoint_commit(save)
    assert codes() == {"again"}


def principal():
    return sql.value("SELECT current_setting('psa.principal', true)")


def test_who_acts_is_named_before_the_first_statement_and_not_without_one(sent):
    with atomic():
        sql.name_principal("user:1")
        assert sent() == []
        assert principal() == "user:1"


def test_a_name_outlives_an_inner_part_that_is_undone():
    with atomic():
        sql.name_principal("user:1")
        with undone():
            principal()
        assert principal() == "user:1"


def test_a_name_given_inside_a_part_that_is_undone_goes_with_it():
    with atomic():
        sql.name_principal("user:1")
        with undone():
            sql.name_principal("user:2")
        assert principal() == "user:1"


def test_a_name_is_of_its_transaction_alone(committed):
    with atomic():
        sql.name_principal("user:1")
    assert principal() in (None, "")
    with atomic():
        sql.name_principal("user:2")
        principal()
    assert principal() in (None, "")


def test_nothing_waits_beyond_a_connection(committed):
    with atomic():
        sql.name_principal("user:1")
        connection.close()
    assert principal() in (None, "")
