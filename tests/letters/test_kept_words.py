"""What was found out about a letter, typed and not saved: kept apart from another's, and until it counts."""

import pytest

from students.choices import PopulationKind
from tests.factories import PopulationFactory
from tests.letters.test_views import APPROVE, answer, at, page

MARK = "0b5ad4b4-53b4-4fd4-a4ae-1c6e3a5b7d11"


@pytest.fixture(autouse=True)
def asked(ana):
    PopulationFactory(student=ana, kind=PopulationKind.HOMELESS)


def is_saved(answered):
    return answered.cookies.get("typed_saved") is not None


def test_what_is_typed_of_one_letter_is_kept_apart_from_another(notice, counselor):
    """A device keeps words under the id of their box: it says which letter, refused or not."""
    box = f'id="approve-{notice.pk}-answer"'
    assert box in page(counselor, at("letter", notice))
    for address in (APPROVE, at("reprint", notice)):
        refused = counselor.client.post(address, answer(notice, ""))
        assert (refused.status_code, box in refused.content.decode()) == (422, True)


def test_an_answer_that_released_nothing_was_not_saved(notice, ana, counselor):
    kept = {"typed_by": "x", "typed_mark": MARK}
    read = answer(notice, "The case manager agrees.") | kept
    PopulationFactory(student=ana, kind=PopulationKind.FOSTER)
    assert not is_saved(counselor.client.post(APPROVE, read))
    anew = answer(notice, "Both agree.") | kept
    assert not is_saved(counselor.client.post(APPROVE, {**anew, "notice": "x"}))
    assert is_saved(counselor.client.post(APPROVE, anew))


def test_an_answer_to_a_letter_that_somebody_else_approved_was_not_saved(notice, counselor):
    read = answer(notice, "Both agree.")
    counselor.client.post(APPROVE, read)
    late = {**read, "typed_by": "x", "typed_mark": MARK}
    assert not is_saved(counselor.client.post(APPROVE, late))


def test_a_form_that_came_back_has_its_mark(notice, counselor):
    """What its box holds was typed and is not saved: the device keeps it on."""
    assert 'name="typed_mark"' not in page(counselor, at("letter", notice))
    sent = answer(notice, "x" * 501)
    for said, shown in ((MARK, MARK), ("<b>", "")):
        back = counselor.client.post(APPROVE, {**sent, "typed_mark": said}).content.decode()
        assert f'name="typed_mark" value="{shown}' in back
        assert "<b>" not in back
