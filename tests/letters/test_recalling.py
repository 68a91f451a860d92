"""An approval is taken back while nothing of it is printed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from audit.actions import act_of
from audit.models import AuditEvent
from audit.rules import Actor
from core.stages import NotNow
from letters.actions import approve, print_next, recall, recall_all, recalling
from letters.actions.recalling import PrinterHasBegun
from letters.choices import Stage
from letters.models import Copy, Notice
from tests.letters.world import JOB, acting, approve_wordings, approved, due, family
from tests.world import hire, sign_in


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


# --- Together ---------------------------------------------------------------------------------
@pytest.fixture
def both(district):
    """Two letters of different children, approved by one click."""
    approve_wordings()
    notices = []
    for student in (district.ana, district.ben):
        family(student, district.oak)
        notices += due(student)
    approve(acting(), notices=[one.pk for one in notices])
    return notices


def stages():
    return list(Notice.objects.order_by("pk").values_list("stage", flat=True))


def test_what_was_approved_together_is_due_again_together(both):
    done = recall_all(acting(), approved_at=acting().at)
    assert ([one.pk for one in done.notices], done.begun) == ([one.pk for one in both], 0)
    assert (stages(), Copy.objects.count()) == (["due", "due"], 0)
    assert AuditEvent.objects.filter(action="letter.recalled").count() == 2
    with pytest.raises(NotNow):
        recall_all(acting(), approved_at=acting().at)


@pytest.mark.parametrize("state", ["printing", "printed"])
def test_what_the_printer_has_stays_approved(both, state):
    first = Copy.objects.filter(notice=both[0]).order_by("pk").first()
    Copy.objects.filter(pk=first.pk).update(state=state)
    done = recall_all(acting(), approved_at=acting().at)
    assert ([one.pk for one in done.notices], done.begun) == ([both[1].pk], 1)
    assert stages() == ["approved", "due"]
    with pytest.raises(PrinterHasBegun):
        recall_all(acting(), approved_at=acting().at)
    assert stages() == ["approved", "due"]


def test_what_is_printed_is_not_due_again(both, store):
    while print_next(act_of(JOB)):
        pass
    assert stages() == ["printed", "printed"]
    with pytest.raises(PrinterHasBegun):
        recall_all(acting(), approved_at=acting().at)


@pytest.mark.parametrize("also", [{"stage": "due", "batch": None}, {"stage": "withdrawn"}])
def test_what_somebody_else_changed_meanwhile_is_none_that_the_printer_has(
    both, also, monkeypatch
):
    """Two clicks at once: the second has read what the first takes back."""
    stale = [Notice.objects.get(pk=one.pk) for one in both]
    monkeypatch.setattr(recalling, "approved_by", lambda *_: stale)
    Notice.objects.filter(pk=both[0].pk).update(**also)
    done = recall_all(acting(), approved_at=acting().at)
    assert ([one.pk for one in done.notices], done.begun) == ([both[1].pk], 0)
    with pytest.raises(NotNow):
        recall_all(acting(), approved_at=acting().at)


def test_only_the_approval_of_that_moment_and_person_is_taken_back(both):
    moment, later = acting().at, acting().at + timedelta(hours=1)
    recall_all(acting(), approved_at=moment)
    approve(replace(acting(), at=later), notices=[both[0].pk])
    with pytest.raises(NotNow):
        recall_all(acting(), approved_at=moment)
    other = replace(acting(), actor=Actor("user", "999", "Somebody else"))
    with pytest.raises(NotNow):
        recall_all(other, approved_at=later)
    assert stages() == ["approved", "due"]


def test_the_page_that_approved_offers_undo(district):
    approve_wordings()
    family(district.ana, district.oak)
    keys = [one.pk for one in due(district.ana)]
    client = sign_in(hire(Role.COUNSELOR, district.oak))
    page = client.post(reverse("letters:approve"), {"notice": keys}, follow=True).content.decode()
    there = reverse("letters:undo_approving")
    assert f'action="{there}"' in page
    at = {"at": page.split('name="at" value="')[1].split('"')[0]}
    outsider = sign_in(hire(Role.COUNSELOR, district.pine))
    assert "Nothing is left" in outsider.post(there, at, follow=True).content.decode()
    for words in ("1 letter is due again.", "Nothing is left to undo"):
        assert words in client.post(there, at, follow=True).content.decode()
    assert stages() == ["due"]
