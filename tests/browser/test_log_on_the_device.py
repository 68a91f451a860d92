"""What is left on a telephone: nothing once the server has it, and no key once signed out."""

from contacts.models import NoteDraft
from tests.browser.notes import (
    left_on,
    log_page,
    press,
    texts,
    type_into,
    wait_for,
    wait_until,
)


def test_a_note_that_was_saved_leaves_no_words_behind(screens, counselor, ana, tap):
    page = screens.open(counselor, log_page(ana))
    type_into(page, "He will come tomorrow.")
    wait_for(page, "Saved as a draft")
    tap(page, "Spoke")
    press(page)
    wait_until(page, lambda: texts() == ["He will come tomorrow."])
    page.wait_for_url("**/cases/**")
    assert left_on(page)["notes"] == 0
    assert not NoteDraft.objects.exists()


def test_signed_out_with_nothing_unsent_the_key_is_gone_too(screens, counselor, ana):
    page = screens.open(counselor, log_page(ana))
    type_into(page, "Kept by the server.")
    wait_for(page, "Saved as a draft")
    assert left_on(page)["keys"] == 1
    page.locator(".user-menu summary").click()
    press(page, "Sign out")
    page.wait_for_url("**/login/**")
    assert left_on(page) == {"keys": 0, "notes": 0}
    assert NoteDraft.objects.get().payload["text"] == ["Kept by the server."]
