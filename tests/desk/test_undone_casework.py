"""Undo and Open beside what was saved in casework, without a script."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Grant
from cases.actions import open_cases
from tasks.models import Task
from tests.access.test_markup import Forms
from tests.contacts.pages import send
from tests.factories import TODAY, CaseFactory, TaskFactory, act
from tests.world import hire, sign_in


def undo_on(page):
    body = page.content.decode()
    moment = body.split('name="at" value="')[1].split('"')[0]
    assert f'action="{reverse("undo-casework")}"' in body
    assert Forms(body).bare == []
    return {"at": moment, "next": "/tasks/"}


def test_the_page_says_what_was_saved_with_undo_and_open(browser, district, who):
    case = CaseFactory(student=district.ana, owner=who)
    sent = {"title": "Ask", "due_on": TODAY.isoformat()}
    page = browser.post(reverse("cases:add_task", args=[case.pk]), sent, follow=True)
    task = Task.objects.get()
    assert f'<a href="{reverse("task", args=[task.pk])}">Open</a>' in page.content.decode()
    undone = browser.post(reverse("undo-casework"), undo_on(page), follow=True)
    assert "Undone: the task is gone." in undone.content.decode()
    assert undone.redirect_chain[-1][0] == "/tasks/"
    again = browser.post(reverse("undo-casework"), undo_on(page), follow=True)
    assert "Nothing was undone" in again.content.decode()


def test_a_note_says_where_it_is(browser, district):
    page = browser.get(send(browser, district.ana).url).content.decode()
    assert ">Open</a>" in page


def test_a_task_that_is_done_offers_to_take_that_back(browser, district, who):
    there = reverse("task", args=[TaskFactory(student=district.ana, owner=who).pk])
    page = browser.post(there, {"action": "do"}, follow=True)
    browser.post(reverse("undo-casework"), undo_on(page))
    assert Task.objects.get().state == "open"
    page = browser.post(there, {"action": "do"}, follow=True)
    page = browser.post(there, {"action": "undo"}, follow=True)
    assert reverse("undo-casework") not in page.content.decode()


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-18"])
def test_what_is_no_moment_undoes_nothing(browser, text):
    page = browser.post(reverse("undo-casework"), {"at": text}, follow=True)
    assert "Nothing was left to undo" in page.content.decode()


def test_who_reaches_the_student_no_longer_undoes_nothing(browser, district, who):
    case = CaseFactory(student=district.ana, owner=who)
    sent = {"title": "Ask", "due_on": TODAY.isoformat()}
    page = browser.post(reverse("cases:add_task", args=[case.pk]), sent, follow=True)
    undo = undo_on(page)
    Grant.objects.filter(principal=f"user:{who.pk}").update(school=district.pine)
    assert browser.post(reverse("undo-casework"), undo).status_code == 404
    assert Task.objects.get().state == "open"


def change(browser, verb, case, **sent):
    page = browser.post(reverse(f"cases:{verb}", args=[case.pk]), sent, follow=True)
    assert page.status_code == 200
    return page.content.decode()


CLOSED = {"reason": "improved", "note": "Back"}


def test_a_case_that_was_closed_offers_undo_to_whoever_reaches_the_student(browser, case):
    page = change(browser, "close", case, **CLOSED)
    assert "The case was closed." in page
    assert reverse("undo-casework") in page


def test_whoever_had_the_student_by_the_case_alone_is_offered_no_undo(district, boss):
    helper = hire(Role.COUNSELOR, district.oak)
    [case] = open_cases(act(boss), students=[district.ana], tier="early", reason="x", owner=helper)
    Grant.objects.filter(principal=f"user:{helper.pk}", school=district.oak).update(
        school=district.pine
    )
    page = change(sign_in(helper), "close", case, **CLOSED)
    assert "The case was closed." in page
    assert reverse("undo-casework") not in page


@pytest.mark.parametrize(("tier", "offered"), [("early", False), ("intensive", True)])
def test_the_same_tier_again_is_nothing_to_undo(browser, case, tier, offered):
    assert case.tier == "early"
    page = change(browser, "tier", case, tier=tier, reason="Talked")
    assert (reverse("undo-casework") in page) is offered
