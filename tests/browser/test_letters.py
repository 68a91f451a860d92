"""Reports and letters in a real browser: two clicks to file, two to approve, and every screen read."""

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from attendance.models import TruancyReport
from audit.actions import act_of
from letters.actions import follow, mark_mailed, print_next
from letters.models import Copy, LetterFile, Notice
from students.choices import PopulationKind
from tests.attendance.reports import owing
from tests.factories import PopulationFactory
from tests.letters.rows import printed_letter
from tests.letters.world import JOB, acting, approve_wordings, approved, due, family

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("store")]


@pytest.fixture
def oak(committed, district):
    """Ana's report is due, Ben's waits for an answer."""
    approve_wordings()
    for student in (district.ana, district.ben):
        family(student, district.oak, days=[])
        owing(student, district.oak)
    PopulationFactory(student=district.ben, kind=PopulationKind.IEP)
    return district.oak


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_report_to_the_post(screens, counselor, oak, scripts):
    page = screens.open(counselor, "/reports/", scripts=scripts)
    page.get_by_role("link", name="File the clean one").click()
    page.get_by_role("button", name="File 1 report").click()
    expect(page.locator("#main").get_by_text("1 report was filed")).to_be_visible()
    assert TruancyReport.objects.count() == 1
    follow(acting(JOB))
    page.goto("/letters/")
    page.get_by_role("link", name="Approve the clean one").click()
    page.get_by_role("button", name="Approve 1 letter").click()
    expect(page.locator("#main").get_by_text("1 letter is approved")).to_be_visible()
    while print_next(act_of(JOB)):
        pass
    page.goto("/letters/?show=printed")
    page.get_by_role("link", name="Batch").click()
    expect(page.get_by_text("2 of 2 copies printed")).to_be_visible()
    page.get_by_role("button", name="Mark 1 letter as mailed").click()
    expect(page.locator("#main").get_by_text("1 letter is marked as mailed")).to_be_visible()
    assert Notice.objects.get().stage == "mailed"


def test_a_batch_renews_itself_until_the_printer_is_through(screens, counselor, oak, district):
    (notice,) = due(district.ana)
    batch = approved(notice).batch
    page = screens.open(counselor, f"/letters/batches/{batch.pk}")
    expect(page.get_by_text("0 of 2 copies printed")).to_be_visible()
    print_next(act_of(JOB))
    expect(page.get_by_text("1 of 2 copies printed")).to_be_visible()
    print_next(act_of(JOB))
    expect(page.get_by_role("button", name="Mark 1 letter as mailed")).to_be_visible()
    expect(page.get_by_role("listitem").get_by_text("Printed")).to_be_visible()


def test_a_wrong_mark_is_taken_back(screens, counselor, oak, district, faults_of):
    letter = printed_letter(district.ana, district.oak)
    notice, at = letter.notice, LetterFile.objects.get(letter=letter).document.at
    assert mark_mailed(acting(JOB, at), notices=[notice.pk], mailed_on=localdate(at)).notices
    page = screens.open(counselor, f"/letters/{notice.pk}", width=320)
    page.get_by_text("It was not mailed after all").click()
    assert not faults_of(page)
    page.get_by_label("Why").fill("The pile was found in the drawer.")
    page.get_by_role("button", name="Take the mark back").click()
    expect(page.locator("#main").get_by_text("The mark was taken back")).to_be_visible()
    expect(page.get_by_text("“The pile was found in the drawer.”")).to_be_visible()
    notice.refresh_from_db()
    assert notice.stage == "printed"


def test_an_answer_files_what_was_held(screens, counselor, oak, district):
    page = screens.open(counselor, "/reports/?show=held")
    page.get_by_text("Answer and file").click()
    page.get_by_label("What was found out").fill("The case manager has looked at it.")
    page.get_by_role("button", name="File this report").click()
    expect(page.locator("#main").get_by_text("1 report was filed")).to_be_visible()
    assert TruancyReport.objects.get().student == district.ben


def test_every_screen_can_be_read(screens, counselor, oak, district, faults_in_all_looks):
    due(district.ana, district.ben)
    letter: Copy = printed_letter(district.ana, district.oak)
    found = {}
    for address in (
        "/reports/?confirm=clean",
        "/reports/?show=held",
        "/letters/?confirm=clean",
        "/letters/?show=printed",
        "/letters/?show=mailed",
        f"/letters/{letter.notice_id}",
        f"/letters/{Notice.objects.order_by('pk')[0].pk}",
        f"/letters/batches/{letter.notice.batch_id}",
        "/letters/wordings",
    ):
        page = screens.visit(counselor, address)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        found[address] = faults_in_all_looks(page)
    assert {name: faults for name, faults in found.items() if faults} == {}
