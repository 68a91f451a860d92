"""What is kept under the key of a form is kept once, is its author's, and says what was sent."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from core.once import differs, kept_under
from core.refusals import Refusal
from students.models import School
from tests.factories import SchoolFactory


class NotTheirs(Refusal):
    advice = "Somebody else's."


class SaysOtherwise(Refusal):
    advice = "Other words."


class Shelf:
    """A model as far as `kept_under` asks of it: what lies under one key."""

    def __init__(self, key, **fields):
        self.key, self.record = key, SimpleNamespace(**fields)
        self._default_manager = self

    def filter(self, client_uuid):
        found = self.record if client_uuid == self.key else None
        return SimpleNamespace(first=lambda: found)


KEY = uuid4()
SHELF = Shelf(KEY, by_id=7, minutes=30, note="")
WHO = {"not_theirs": NotTheirs, "otherwise": SaysOtherwise}


def test_under_a_key_of_its_own_nothing_was_kept():
    assert kept_under(uuid4(), SHELF, of={"by_id": 7}, says={"minutes": 30}, **WHO) is None


def test_sent_twice_it_is_what_was_kept():
    said = {"minutes": 30, "note": ""}
    assert kept_under(KEY, SHELF, of={"by_id": 7}, says=said, **WHO) is SHELF.record


@pytest.mark.parametrize("said", [{"minutes": 31}, {"minutes": 30, "note": "Late"}])
def test_other_words_are_not_dropped_in_silence(said):
    with pytest.raises(SaysOtherwise):
        kept_under(KEY, SHELF, of={"by_id": 7}, says=said, **WHO)


@pytest.mark.parametrize("minutes", [30, 31])
def test_of_somebody_else_s_nothing_is_said_but_that_it_is_theirs(minutes):
    with pytest.raises(NotTheirs):
        kept_under(KEY, SHELF, of={"by_id": 8}, says={"minutes": minutes}, **WHO)


def test_whose_words_are_compared_elsewhere_is_given_back():
    assert kept_under(KEY, SHELF, of={"by_id": 7}, not_theirs=NotTheirs) is SHELF.record


@pytest.mark.parametrize(
    ("said", "does"), [({}, False), ({"by_id": 7}, False), ({"by_id": 7, "note": "x"}, True)]
)
def test_what_differs(said, does):
    assert differs(SHELF.record, said) is does


def test_a_record_of_the_database_is_compared_by_its_fields(db):
    oak = SchoolFactory(name="Oak")
    assert not differs(School.objects.get(pk=oak.pk), {"name": "Oak", "region_id": oak.region_id})
    assert differs(oak, {"name": "Pine"})
