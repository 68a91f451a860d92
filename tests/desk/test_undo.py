"""Undo on the page that did it: offered beside what was done, and safe to repeat."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from attendance.models import ReportDecision, TruancyReport
from audit.actions import act_of
from core.undo import moment_from
from letters.actions import print_next
from letters.models import Notice
from tests.attendance.reports import choice, home, owing
from tests.factories import TODAY
from tests.letters.world import JOB, approve_wordings, approved, due, family
from tests.world import hire, person


def test_the_page_that_filed_offers_it_and_it_is_done(district):
    counselor = person(hire(Role.COUNSELOR, district.oak))
    home(district.ana)
    owing(district.ana, district.oak)
    sent = choice(district.ana)
    page = counselor.client.post(reverse("attendance:file"), sent, follow=True).content.decode()
    assert reverse("undo-filing") in page
    report = TruancyReport.objects.get()
    at = {"at": report.filed_at.isoformat()}
    done = counselor.client.post(reverse("undo-filing"), at, follow=True).content.decode()
    assert "1 report is withdrawn" in done
    again = counselor.client.post(reverse("undo-filing"), at, follow=True).content.decode()
    assert "Nothing was undone" in again
    assert ReportDecision.objects.count() == 1


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-18", "2026-13-40T00:00:00+00:00"])
def test_what_is_no_moment_undoes_nothing(district, text):
    counselor = person(hire(Role.COUNSELOR, district.oak))
    page = counselor.client.post(reverse("undo-filing"), {"at": text}, follow=True)
    assert "Nothing was left to undo" in page.content.decode()
    assert moment_from(text) is None


def test_the_page_that_marked_letters_offers_it_and_it_is_done(district, clerk, store):
    approve_wordings()
    family(district.ana, district.oak)
    (notice,) = due(district.ana)
    approved(notice)
    while print_next(act_of(JOB)):
        pass
    sent = {"notice": notice.pk, "on": TODAY.isoformat()}
    page = clerk.client.post(reverse("letters:mailed"), sent, follow=True).content.decode()
    assert reverse("undo-mailing") in page
    event = Notice.objects.get().events.get(kind="mailed")
    at = {"at": event.at.isoformat()}
    for words in ("1 letter waits for the post again", "Nothing was left to undo"):
        page = clerk.client.post(reverse("undo-mailing"), at, follow=True).content.decode()
        assert words in page
    assert Notice.objects.get().stage == "printed"


def test_nobody_undoes_what_another_did(district, clerk):
    counselor = person(hire(Role.COUNSELOR, district.oak))
    home(district.ana)
    owing(district.ana, district.oak)
    counselor.client.post(reverse("attendance:file"), choice(district.ana))
    at = {"at": TruancyReport.objects.get().filed_at.isoformat()}
    other = person(hire(Role.COUNSELOR, district.oak, name="Somebody Else"))
    page = other.client.post(reverse("undo-filing"), at, follow=True).content.decode()
    assert "Nothing was left to undo" in page
    assert clerk.client.post(reverse("undo-filing"), at).status_code == 403
    assert not ReportDecision.objects.exists()
