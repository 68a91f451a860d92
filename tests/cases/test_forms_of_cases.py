"""The forms of a case: what they refuse, and how a refused one comes back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Case
from tasks.models import Task
from tests.factories import TODAY
from tests.world import sign_in


def send(browser, case, name, **values):
    return browser.post(reverse(f"cases:{name}", args=[case.pk]), values)


@pytest.mark.parametrize(
    ("name", "values", "says", "place"),
    [
        ("tier", {"tier": "intensive", "reason": " "}, "Say why.", "tier-reason"),
        ("tier", {"tier": "severe", "reason": "So."}, "Choose the tier from what", "tier-tier"),
        ("close", {"reason": "nonsense"}, "from what is offered.", "close-reason"),
        ("add_task", {"due_on": TODAY}, "Say what is to be done.", "task-title"),
        ("add_task", {"title": "Call"}, "Enter the day it is due.", "task-due_on"),
    ],
)
def test_a_refused_form_comes_back_on_its_page(browser, case, name, values, says, place):
    answer = send(browser, case, name, **values)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert f'href="#{place}"' in page
    assert "Error: Case of" in " ".join(page.split())
    assert (Case.objects.get().tier, Case.objects.get().is_open, Task.objects.count()) == (
        "early",
        True,
        0,
    )


def test_what_was_typed_comes_back_with_it(browser, case):
    page = send(browser, case, "tier", tier="intensive", reason="x" * 301).content.decode()
    assert 'value="' + "x" * 301 in page
    assert "must be 300 characters or fewer: it has 301." in page


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (0, 302), (366, 302), (367, 422)])
def test_a_task_is_due_within_a_year_from_today(browser, case, days, status):
    due_on = TODAY + timedelta(days=days)
    assert send(browser, case, "add_task", title="Call", due_on=due_on).status_code == status
    assert Task.objects.filter(due_on=due_on).exists() is (status == 302)


def test_a_closed_case_offers_no_change_but_a_new_one(browser, case):
    there = reverse("cases:case", args=[case.pk])
    names = ("cases:add_task", "cases:tier", "cases:close")
    doors = [f'action="{reverse(name, args=[case.pk])}"' for name in names]
    before = browser.get(there).content.decode()
    send(browser, case, "close", reason="improved", note="Back")
    after = browser.get(there).content.decode()
    assert [door in before for door in doors] == [True, True, True]
    assert [door in after for door in doors] == [False, False, False]
    assert ["Open a new case" in page for page in (before, after)] == [False, True]


def test_whom_a_case_may_not_be_given_to_is_said_beside_the_names(boss, case):
    data = {"case": case.pk, "to": 987654321, "reason": "So."}
    page = sign_in(boss).post(reverse("cases:assign"), data).content.decode()
    assert 'href="#assign-to_0"' in page
    assert 'id="assign-to_error"' in page


def test_who_opens_for_themselves_chooses_nobody(browser, district, boss):
    address = f"{reverse('cases:open')}?student={district.ana.pk}"
    own, others = browser.get(address), sign_in(boss).get(address)
    assert ["open-owner_0" in page.content.decode() for page in (own, others)] == [False, True]
