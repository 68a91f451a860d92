"""Long texts of forms outlive a closed browser, a lost connection and a session; nothing of them stays
on the device once they are saved or the person has signed out.
"""

from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from sarb.models import Referral
from tests.browser.notes import press, sign_in_again, wait_until
from tests.browser.test_log_on_the_device import left_on
from tests.world import hire, person

WHAT = "What happened, what was tried, and what you ask for"
TYPED = "He was kept at home.\nÑandú 서연 👪 Nguyễn"


def address(student):
    return f"{reverse('sarb:refer')}?student={student.pk}"


def type_words(page, text=TYPED):
    page.get_by_label(WHAT).fill(text)
    page.get_by_label("why you refer all the same").fill("Asked for.")
    expect(page.locator("[data-words] span").first).to_contain_text("Kept on this device")
    wait_until(page, lambda: left_on(page)["notes"] == 1)


def words_on(page):
    return page.get_by_label(WHAT).input_value()


def test_a_closed_page_has_them_again_with_what_was_chosen(screens, counselor, ana):
    page = screens.open(counselor, address(ana))
    page.locator("input[name=reason]").nth(1).check()
    type_words(page)
    page.close()
    page = page.context.new_page()
    page.goto(address(ana))
    back = page.locator("[data-words].is-back")
    expect(back).to_contain_text("What you typed on this device is back")
    assert words_on(page) == TYPED
    assert page.locator("input[name=reason]").nth(1).is_checked()
    page.get_by_role("button", name="Start over").click()
    expect(back).to_be_hidden()
    assert words_on(page) == ""
    wait_until(page, lambda: left_on(page)["notes"] == 0)


def age(page, days):
    """Let what is kept on the device be so many days older."""
    page.evaluate(
        """async (ms) => {
          const done = (request) => new Promise((go) => (request.onsuccess = () => go(request.result)));
          const database = await done(indexedDB.open("psa-notes"));
          const notes = database.transaction("notes", "readwrite").objectStore("notes");
          for (const row of await done(notes.getAll())) await done(notes.put({ ...row, at: row.at - ms }));
          database.close();
        }""",
        days * 24 * 60 * 60 * 1000,
    )
    page.reload()


def test_after_two_weeks_nothing_of_them_is_left(screens, counselor, ana):
    page = screens.open(counselor, address(ana))
    type_words(page)
    age(page, 13)
    expect(page.locator("[data-words].is-back")).to_be_visible()
    age(page, 2)
    wait_until(page, lambda: left_on(page)["notes"] == 0)
    assert words_on(page) == ""


def test_a_form_that_came_back_is_kept_on(screens, counselor, ana):
    page = screens.open(counselor, address(ana))
    page.get_by_label("why you refer all the same").fill("Asked for.")
    press(page, "Send the referral")
    expect(page.locator("#main [role=alert]").first).to_be_visible()
    page.locator("input[name=reason]").nth(1).check()
    expect(page.locator("[data-words] span").first).to_contain_text("Kept on this device")
    assert left_on(page)["notes"] == 1
    assert [said for said in screens.faults if "422" not in said] == []
    screens.faults.clear()  # the browser says of every refused form that it was one


def test_words_about_what_was_asked_then_say_that_it_changed(screens, counselor, ana):
    page = screens.open(counselor, address(ana))
    whose = page.locator("form:has([data-words]) input[name=typed_by]")
    whose.evaluate("""one => one.insertAdjacentHTML(
        "afterend", '<input type="hidden" name="questions" value="before">')""")
    type_words(page)
    page.reload()
    back = page.locator("[data-words].is-back")
    expect(back).to_contain_text("The questions have changed since you typed this")
    assert words_on(page) == TYPED


def test_saved_nothing_of_them_is_left(screens, counselor, ana):
    page = screens.open(counselor, address(ana))
    type_words(page)
    assert left_on(page)["notes"] == 1
    press(page, "Send the referral")
    page.wait_for_url("**/referrals/*/")
    assert Referral.objects.get().text == TYPED
    wait_until(page, lambda: left_on(page)["notes"] == 0)
    assert not [one for one in page.context.cookies() if one["name"] == "typed_saved"]


def test_without_a_connection_they_wait(screens, counselor, ana):
    page = screens.open(counselor, address(ana))
    type_words(page)
    page.context.set_offline(True)
    press(page, "Send the referral")
    expect(page.locator("[data-words] span").first).to_contain_text("No connection")
    assert words_on(page) == TYPED
    page.context.set_offline(False)
    press(page, "Send the referral")
    page.wait_for_url("**/referrals/*/")
    assert Referral.objects.get().text == TYPED


def test_a_session_that_ended_loses_none(screens, counselor, ana):
    page = screens.open(counselor, address(ana))
    type_words(page)
    page.context.clear_cookies(name="sessionid")
    press(page, "Send the referral")
    page.wait_for_url("**/login/**")
    assert not Referral.objects.exists()
    assert TYPED.split("\n")[0] not in page.content()
    sign_in_again(page, counselor)
    page.goto(address(ana))
    expect(page.locator("[data-words].is-back")).to_be_visible()
    assert words_on(page) == TYPED


def test_somebody_else_never_reads_them(screens, counselor, ana, district):
    page = screens.open(counselor, address(ana))
    type_words(page)
    other = person(hire(Role.COUNSELOR, district.oak, name="Somebody Else"))
    sign_in_again(page, other)
    page.goto(address(ana))
    page.wait_for_load_state("networkidle")
    assert (words_on(page), page.locator("[data-words].is-back").count()) == ("", 0)


def test_signing_out_asks_and_leaves_nothing(screens, counselor, ana):
    page = screens.open(counselor, address(ana))
    type_words(page)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.locator(".user-menu summary").click()
    press(page, "Sign out")
    page.wait_for_url("**/login/**")
    assert "What you typed into a form and did not save is deleted" in asked[0]
    assert left_on(page) == {"keys": 0, "notes": 0}


def test_somebody_who_logs_no_contacts_leaves_nothing_either(screens, committed, district):
    chair = person(hire(Role.SARB_CHAIR))
    page = screens.open(chair, reverse("sarb:hearings"))
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".user-menu summary").click()
    press(page, "Sign out")
    page.wait_for_url("**/login/**")
    assert left_on(page) == {"keys": 0, "notes": 0}
