"""Pages of tasks show what was typed as it was typed, and count what they list."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import TaskFactory

MARKUP = "<b onclick=x>&amp;</b>"
SHOWN = "&lt;b onclick=x&gt;&amp;amp;&lt;/b&gt;"


@pytest.mark.parametrize("state", ["open", "dismissed"])
@pytest.mark.parametrize("address", ["task", "tasks", "student-work", "today"])
def test_no_text_of_a_task_is_markup(browser, district, who, state, address):
    district.ana.first_name = MARKUP
    district.ana.save()
    over = {"decided_by": who, "decided_at": timezone.now(), "state_reason": MARKUP}
    task = TaskFactory(
        student=district.ana,
        owner=who,
        title=MARKUP,
        reason=MARKUP,
        state=state,
        **(over if state == "dismissed" else {}),
    )
    about = {"task": [task.pk], "student-work": [district.ana.pk]}
    page = browser.get(reverse(address, args=about.get(address, []))).content.decode()
    assert "<b onclick" not in page
    assert (SHOWN in page) is (state == "open" or address in about)


@pytest.mark.parametrize(("many", "shown"), [(25, 25), (26, 25)])
def test_a_tab_counts_what_its_pages_list(browser, district, who, many, shown):
    for _ in range(many):
        TaskFactory(student=district.ana, owner=who)
    pages = [browser.get(reverse("tasks"), {"show": "today", "page": n}) for n in (1, 2)]
    tabs = {tab.label: tab.count for tab in pages[0].context["page"].tabs}
    assert (tabs["Due today"], tabs["All"], tabs["Overdue"]) == (many, many, 0)
    keys = {task.pk for page in pages for task in page.context["page"]}
    assert (len(pages[0].context["page"]), len(keys)) == (shown, many)
