"""Two who set the policy at the same time: neither is undone unseen, also before any policy was set."""

import threading
import time

import pytest
from django.db import connection, transaction

from core import sql
from law.actions import PolicyMoved, ValueMoved, set_value, use_policy
from law.models import Policy
from law.queries import pack_in_force
from tests.contacts.world import race
from tests.factories import TODAY, act

REACH, DRAFTS = "contact.reach_days", "contact.draft_days"
WAITING = """
    SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                    WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database())
"""


def setting(name, value, read):
    return set_value(act(), name=name, value=value, read=read, is_meant=False, reason="Asked")


def using(days):
    use_policy(act(), pack="lausd", overrides={REACH: days}, effective_from=TODAY)


def meanwhile(first, second):
    """Begin the second while the first is not committed; return what it raised, or None."""
    answers = []

    def run():
        try:
            answers.append(second())
        except Exception as error:  # noqa: BLE001 - the answer of the thread
            answers.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        first()
        thread = threading.Thread(target=run)
        thread.start()
        for _ in range(200):
            if sql.value(WAITING) or not thread.is_alive():
                break
            time.sleep(0.05)
    thread.join(10)
    return answers[0]


def test_of_two_who_set_one_value_the_second_is_told(committed):
    answers = race(lambda n: setting(REACH, str(20 + n), "14"), times=2)
    assert sorted(type(one).__name__ for one in answers) == ["ValueMoved", "tuple"]
    assert Policy.objects.count() == 1


def test_two_values_at_once_are_both_kept(committed):
    race(lambda n: setting(*[(REACH, "20", "14"), (DRAFTS, "45", "30")][n]), times=2)
    assert pack_in_force(TODAY).overrides == {REACH: 20, DRAFTS: 45}


@pytest.mark.parametrize(("days", "said", "rows"), [(21, PolicyMoved, 1), (20, type(None), 1)])
def test_a_policy_that_another_was_set_before_meanwhile_undoes_none_unseen(
    committed, days, said, rows
):
    assert type(meanwhile(lambda: using(20), lambda: using(days))) is said
    assert Policy.objects.count() == rows
    assert pack_in_force(TODAY).value(REACH) == 20


def test_a_value_waits_for_a_policy_that_a_command_sets(committed):
    answer = meanwhile(lambda: using(20), lambda: setting(REACH, "21", "14"))
    assert isinstance(answer, ValueMoved)
    assert pack_in_force(TODAY).value(REACH) == 20
