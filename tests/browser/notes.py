"""What tests of the sheet and of the forms of notes do in a browser."""

import time
from urllib.parse import urljoin

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from contacts.actions import sign_note
from contacts.models import Note
from tests.factories import act

PHONE = 390
WORDS = "What was said"
LEFT = """async () => {
  const open = indexedDB.open("psa-notes");
  const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const count = (name) => new Promise((done) => {
    const all = database.transaction(name).objectStore(name).count();
    all.onsuccess = () => done(all.result);
  });
  const left = {keys: await count("keys"), notes: await count("notes")};
  database.close();
  return left;
}"""


def log_page(student, **query):
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return f"{reverse('quick-log')}?student={student.pk}{more}"


def address(note):
    return reverse("contacts:change", args=[note.pk])


def type_into(page, text):
    page.get_by_label(WORDS).fill(text)


def press(page, name="Save"):
    page.get_by_role("button", name=name, exact=True).click()


def wait_for(page, state):
    expect(page.locator("[data-log-state]")).to_contain_text(state, timeout=30_000)


def wait_until(page, is_so, seconds=60):
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert is_so()


def wait_for_note(page, note):
    page.wait_for_url(f"**{reverse('contacts:note', args=[note.pk])}", timeout=60_000)


def close(screens, page):
    page.context.close()
    screens.contexts.remove(page.context)


def texts():
    return list(Note.objects.order_by("pk").values_list("text", flat=True))


def sign_in_again(page, counselor):
    counselor.client.force_login(counselor.user)
    session = counselor.client.cookies["sessionid"].value
    everywhere = urljoin(page.url, "/")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": everywhere}])


def open_form(screens, author, note, intent):
    """Open the form of a note, which is signed first if the intent is to amend it."""
    if intent == "Amend":
        sign_note(note=note, act=act(author.user, at=timezone.now()))
    return screens.open(author, address(note))


def leave_unsent(screens, author, note, text):
    """Save a change without a connection and close its page; return the browser."""
    page = screens.open(author, address(note))
    page.context.set_offline(True)
    type_into(page, text)
    press(page)
    wait_for(page, "Waiting for connection")
    page.close()
    return page.context


def left_on(page):
    """How many keys and notes this device still has."""
    return page.evaluate(LEFT)
