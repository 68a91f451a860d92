"""What a browser sends from the pages of notes and drafts, and what they show."""

from django.urls import reverse

UUID = "11111111-2222-3333-4444-555555555555"
CALL = {"kind": "call", "who": "someone", "outcome_call": "spoke", "client_uuid": UUID}
JSON = {"Accept": "application/json"}


def own(browser):
    """What a form of one's own page says: whose it is."""
    return {"author": browser.session["_auth_user_id"]}


def send(browser, *students, headers=None, **values):
    data = {**CALL, **own(browser), "student": [s.pk for s in students], **values}
    return browser.post(reverse("quick-log"), data, headers=headers or {})


def keep(browser, student, seq=1, **values):
    data = {**CALL, **own(browser), "student": student.pk, "seq": seq, **values}
    return browser.post(reverse("contacts:draft"), data)


def change(browser, note, headers=None, **values):
    """Send what the form of a note sends: a change, or an amendment of a signed one."""
    intent = {"amend": "yes"} if note.signed_at else {}
    data = {**CALL, **own(browser), "version": note.version, **intent, **values}
    return browser.post(reverse("contacts:change", args=[note.pk]), data, headers=headers or {})


def keep_change(browser, note, seq=1, **values):
    data = {**CALL, **own(browser), "note": note.pk, "version": note.version, "seq": seq, **values}
    return browser.post(reverse("contacts:draft"), data)


def shown(browser, name, *args, query=""):
    return browser.get(reverse(name, args=args) + query).content.decode()
