"""An approval is taken back while nothing of it is printed."""

import pytest

from audit.actions import act_of
from core.stages import NotNow
from letters.actions import print_next, recall
from letters.choices import Stage
from letters.models import Copy
from tests.letters.world import JOB, acting, approved


def test_recalled_letters_are_due_again(notice):
    approved(notice)
    recall(acting(), notice=notice)
    notice.refresh_from_db()
    assert (notice.stage, notice.batch, Copy.objects.count()) == (Stage.DUE, None, 0)


@pytest.mark.parametrize("first", [True, False])
def test_an_approval_is_not_taken_back_once_printing_began(notice, first):
    approved(notice)
    print_next(act_of(JOB))
    if not first:
        print_next(act_of(JOB))
    with pytest.raises(NotNow):
        recall(acting(), notice=notice)
    assert Copy.objects.count() == 2


@pytest.mark.parametrize(
    ("state", "is_taken_back"),
    [("queued", True), ("failed", True), ("printing", False), ("printed", False)],
)
def test_an_approval_is_taken_back_before_the_printer_has_any_of_it(notice, state, is_taken_back):
    approved(notice)
    Copy.objects.filter(pk=Copy.objects.latest("pk").pk).update(state=state)
    if is_taken_back:
        assert recall(acting(), notice=notice).stage == Stage.DUE
    else:
        with pytest.raises(NotNow):
            recall(acting(), notice=notice)
    assert Copy.objects.count() == (0 if is_taken_back else 2)
