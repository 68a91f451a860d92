"""A referral that begins with what is on record: sentences with their records, for its author to edit."""

import pytest
from django.db import transaction

from accounts.access import permissions_on, reach_of
from sarb.models import Referral
from sarb.queries.narrative import KINDS, narrative_of, words_of
from tests.desk.rows import statements
from tests.desk.said import MADE
from tests.factories import TODAY, StandingFactory
from tests.sarb.pages import url

MISSED = "Missed 6 of 60 school days this school year."
# What the family, or a member of a board from outside, has no need to read there.
UNSAID = ("barrier", "strategy", "changed", "program", "sibling", "case_opened", "reached", "task")


def told(user, student):
    scope = reach_of(user, on=TODAY)
    return narrative_of(student, permissions_on(scope, student, on=TODAY), on=TODAY)


def page_of(counselor, student, begin="record"):
    address = f"{url('refer')}?student={student.pk}&begin={begin}"
    return counselor.client.get(address).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_comes_and_goes_with_its_record(district, who, kind):
    with transaction.atomic():
        MADE[kind](district)
        assert kind in [one.kind for one in told(who, district.ana)]
        transaction.set_rollback(True)
    assert told(who, district.ana) == []


@pytest.mark.parametrize("kind", UNSAID)
def test_what_others_read_says_no_word_of_it(district, who, kind):
    MADE[kind](district)
    district.ana.refresh_from_db()
    assert kind not in [one.kind for one in told(who, district.ana)]


def test_who_may_not_read_letters_or_cases_begins_without_them(district, clerk):
    for kind in ("missed", "letter_mailed", "tried"):
        MADE[kind](district)
    found = {one.kind for one in told(clerk.user, district.ana)}
    assert {"missed", "letter_mailed"} <= found
    assert "tried" not in found


def test_the_form_begins_with_them_only_if_it_is_asked(district, counselor):
    MADE["missed"](district)
    assert MISSED not in page_of(counselor, district.ana, begin="")
    assert "Begin with what is on record" in page_of(counselor, district.ana, begin="")
    page = page_of(counselor, district.ana)
    assert page.count(MISSED) == 2  # in the box, and beside it as the way to its record
    assert f'href="/students/{district.ana.pk}/#numbers"' in page


def test_an_empty_record_leaves_the_box_empty(district, counselor):
    assert "Each sentence opens its record" not in page_of(counselor, district.ana)


def test_what_is_sent_is_what_its_author_left_of_it(district, counselor):
    StandingFactory(student=district.ana, status="habitual", reports_filed=3, days_absent=9)
    words = words_of(told(counselor.user, district.ana)) + "\nWe ask for a mentor."
    sent = {"level": "sarb", "reason": "truancy", "text": words}
    counselor.client.post(f"{url('refer')}?student={district.ana.pk}", sent)
    text = Referral.objects.get().text.replace("\r\n", "\n")
    assert text == words
    assert "Missed 9 of 60 school days this school year." in text


def test_to_begin_so_takes_a_bounded_number_of_statements(district, counselor):
    address = f"{url('refer')}?student={district.ana.pk}&begin="
    plain = statements(counselor, address)
    for kind in ("missed", "tried", "letter_mailed", "reviewed"):
        MADE[kind](district)
    assert statements(counselor, f"{address}record") <= plain + 20
