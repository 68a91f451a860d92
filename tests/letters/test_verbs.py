"""What may be done with a letter: by its stage, and by what is with its copies; without a database."""

from types import SimpleNamespace

import pytest

from accounts.choices import Permission
from letters.choices import Stage
from letters.views import pages

EVERYTHING = frozenset(Permission)


def verbs_of(monkeypatch, stage, *, failed=0, is_begun=False, need_not_go=False, may=EVERYTHING):
    monkeypatch.setattr(pages, "need_not_go", lambda _: need_not_go)
    letter = SimpleNamespace(failed=failed, is_begun=is_begun)
    return pages._verbs(SimpleNamespace(stage=stage), letter, may)


@pytest.mark.parametrize("stage", [Stage.DUE, Stage.APPROVED, Stage.PRINTED])
@pytest.mark.parametrize("need_not_go", [False, True])
def test_only_what_need_not_go_is_not_to_be_sent(monkeypatch, stage, need_not_go):
    found = verbs_of(monkeypatch, stage, need_not_go=need_not_go)
    assert ("do_not_send" in found) is need_not_go


@pytest.mark.parametrize(("failed", "is_offered"), [(0, False), (1, True)])
def test_copies_are_made_anew_where_one_failed(monkeypatch, failed, is_offered):
    found = verbs_of(monkeypatch, Stage.APPROVED, failed=failed)
    assert ({"reprint", "print_again"} <= found) is is_offered
    assert bool({"reprint", "print_again"} & found) is is_offered


@pytest.mark.parametrize(("is_begun", "is_offered"), [(False, True), (True, False)])
def test_an_approval_is_taken_back_before_the_printer_has_begun(monkeypatch, is_begun, is_offered):
    assert ("recall" in verbs_of(monkeypatch, Stage.APPROVED, is_begun=is_begun)) is is_offered


@pytest.mark.parametrize("stage", Stage)
def test_who_may_do_nothing_is_offered_nothing(monkeypatch, stage):
    assert verbs_of(monkeypatch, stage, failed=1, need_not_go=True, may=frozenset()) == set()
