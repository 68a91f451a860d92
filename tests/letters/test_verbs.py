"""What may be done with a letter: by its stage, and by what is with its copies; without a database."""

from types import SimpleNamespace

import pytest

from accounts.choices import Permission
from letters.actions.recalling import Recalled
from letters.choices import Stage
from letters.views import files, pages, steps

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


# --- A list of letters, and what is said of what was done ---------------------------------------------


def due(pk, *, is_clean=True, kind="first_notice", copies=2):
    notice = SimpleNamespace(pk=pk, kind=kind)
    return SimpleNamespace(notice=notice, is_clean=is_clean, recipients=[0] * copies)


def test_at_once_goes_what_has_no_question_and_a_wording():
    letters = [due(1), due(2, is_clean=False), due(3, kind="notice_corrected"), due(4, copies=1)]
    found = pages._at_once(letters, {"notice_corrected"})
    assert found == {"clean": [1, 4], "clean_ids": "1,4", "clean_copies": 3}


@pytest.mark.parametrize(
    ("asked", "counts", "stage"),
    [
        ({}, {}, Stage.DUE),
        ({"show": "mailed"}, {}, Stage.MAILED),
        ({"show": "withdrawn"}, {}, Stage.DUE),  # what was stopped is no list
        ({"late": "yes"}, {"printed": 2, "approved": 1}, Stage.APPROVED),
        ({"late": "yes"}, {"printed": 2}, Stage.PRINTED),
        ({"late": "yes"}, {}, Stage.DUE),
        ({"late": "yes", "show": "printed"}, {"due": 1}, Stage.PRINTED),
    ],
)
def test_late_letters_are_shown_where_there_are_any(asked, counts, stage):
    form = pages.StageForm(asked)
    assert pages._stage(form, dict.fromkeys(Stage, 0) | counts) == stage


@pytest.mark.parametrize(
    ("notices", "begun", "said"),
    [
        (1, 0, "Undone: 1 letter is due again."),
        (2, 1, "Undone: 2 letters are due again. 1 letter stays approved: the printer had begun."),
        (1, 2, "Undone: 1 letter is due again. 2 letters stay approved: the printer had begun."),
    ],
)
def test_what_was_taken_back_says_what_stays(notices, begun, said):
    assert steps._recalled(Recalled([None] * notices, begun)) == said


@pytest.mark.parametrize(
    ("language", "languages", "beside"),
    [("es", ["es", "en"], ["es"]), ("ko", ["en"], ["ko"]), ("en", ["en"], [])],
)
def test_a_band_speaks_the_languages_of_whom_the_copy_is_for(language, languages, beside):
    copy = SimpleNamespace(language=language, languages=languages)
    assert files._languages(copy) == beside
