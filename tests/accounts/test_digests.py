"""Mail about one's own day: chosen by oneself, queued once a day, sent once, with no name in it."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail

from accounts.actions import Written, choose_mail, mail_next_digest, queue_digests
from accounts.models import Digest, MailWish, User
from accounts.rules import mails_at
from audit.models import AuditEvent
from core import sql
from tests.factories import TODAY, UserFactory, act
from tests.world import person

SAID = Written("Your day", "Tasks: 3")
THERE = "/my-settings/"


def wish(**values):
    user = values.pop("user", None) or UserFactory()
    return MailWish.objects.create(user=user, **({"morning": True} | values))


def send(said=SAID, on=TODAY):
    asked = []

    def write(one, day):
        asked.append((one.user_id, day))
        return said

    while mail_next_digest(write, on=on):
        pass
    return asked


# --- Choosing -----------------------------------------------------------------------------


def test_nobody_gets_mail_unasked(db):
    UserFactory()
    assert queue_digests(on=TODAY, hour=7) == 0


def test_what_is_chosen_is_kept_once_with_its_audit_row(db):
    user = UserFactory()
    said = {"morning": True, "overdue": False, "week": True, "hour": 8}
    for _ in range(2):
        choose_mail(act(user), user=user, **said)
    kept = MailWish.objects.get()
    assert (kept.user, kept.morning, kept.overdue, kept.week, kept.hour) == (user, *said.values())
    assert AuditEvent.objects.get(action="user.mail_chosen").detail == said
    choose_mail(act(user), user=user, **{**said, "morning": False, "week": False})
    assert queue_digests(on=TODAY, hour=8) == 0


def test_the_page_says_what_is_chosen_and_stops_it(db, settings):
    settings.SENDS_MAIL = True
    me = person()
    page = me.client.post(THERE, {"morning": "on", "hour": "6"}, follow=True).content.decode()
    assert "Saved: mail comes from 6:00." in page
    assert (MailWish.objects.get().user, MailWish.objects.get().hour) == (me.user, 6)
    page = me.client.post(THERE, {"hour": "6"}, follow=True).content.decode()
    assert "Saved: no mail comes any more." in page
    assert me.client.post(THERE, {"morning": "on", "hour": "3"}).status_code == 422


def test_where_no_mail_server_is_set_the_page_says_so(db, settings):
    settings.SENDS_MAIL = False
    assert "No mail server is set here" in person().client.get(THERE).content.decode()
    settings.SENDS_MAIL = True
    assert "No mail server is set here" not in person().client.get(THERE).content.decode()


# --- When ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "chosen", "goes"),
    [(6, 7, False), (7, 7, True), (10, 7, True), (11, 7, False), (0, 0, True), (2, 0, True)],
)
def test_it_goes_out_from_its_hour_on_and_not_when_the_day_is_under_way(hour, chosen, goes):
    assert (chosen in mails_at(hour)) is goes


@pytest.mark.parametrize(
    ("values", "queued"),
    [
        ({}, 1),
        ({"morning": False}, 0),
        ({"morning": False, "overdue": True}, 1),
        ({"morning": False, "week": True}, 1),
        ({"hour": 9}, 0),
    ],
)
def test_who_wants_some_is_queued_at_their_hour(db, values, queued):
    wish(**values)
    assert queue_digests(on=TODAY, hour=8) == queued


def test_whose_account_is_closed_gets_none(db):
    wish(user=UserFactory(is_active=False))
    assert queue_digests(on=TODAY, hour=7) == 0
    late = wish()
    queue_digests(on=TODAY, hour=7)
    User.objects.filter(pk=late.user_id).update(is_active=False)  # closed before it went out
    assert send() == []
    assert (mail.outbox, Digest.objects.get().state) == ([], "unneeded")


# --- Once ---------------------------------------------------------------------------------


def test_once_a_day_however_often_the_worker_is_poked(db):
    one = wish()
    for hour in (7, 7, 8, 10):
        queue_digests(on=TODAY, hour=hour)
        send()
    assert [m.to for m in mail.outbox] == [[one.user.email]]
    assert (mail.outbox[0].subject, mail.outbox[0].body) == SAID
    queue_digests(on=TODAY + timedelta(days=1), hour=7)
    send(on=TODAY + timedelta(days=1))
    assert len(mail.outbox) == 2
    names = {m.extra_headers["Message-ID"] for m in mail.outbox}
    assert len(names) == 2


def test_as_many_statements_for_any_number_of_people(db, django_assert_num_queries):
    for _ in range(12):
        wish()
    with django_assert_num_queries(2):
        assert queue_digests(on=TODAY, hour=7) == 12


def test_what_the_server_does_not_take_is_tried_again_and_then_left(db, monkeypatch):
    wish()
    queue_digests(on=TODAY, hour=7)

    def refuse(*_args, **_options):
        raise SMTPException("no")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    for _ in range(5):
        assert mail_next_digest(lambda *_: SAID, on=TODAY)
        assert Digest.objects.get().state == "sending"
        sql.run("UPDATE accounts_digest SET lease_until = now() - interval '1 second'")
    assert not mail_next_digest(lambda *_: SAID, on=TODAY)
    assert Digest.objects.get().state == "failed"


def test_what_was_left_of_a_day_before_is_not_sent_any_more(db):
    wish()
    queue_digests(on=TODAY, hour=7)
    assert send(on=TODAY + timedelta(days=1)) == []
    assert (mail.outbox, Digest.objects.get().state) == ([], "unneeded")


def test_where_there_is_nothing_to_say_no_mail_goes(db):
    wish()
    queue_digests(on=TODAY, hour=7)
    send(said=None)
    assert (mail.outbox, Digest.objects.get().state) == ([], "unneeded")


def test_what_there_is_to_say_is_asked_as_it_is_sent(db):
    one = wish()
    queue_digests(on=TODAY, hour=7)
    assert send() == [(one.user_id, TODAY)]
    assert Digest.objects.get().state == "sent"
