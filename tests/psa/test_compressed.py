"""Pages go out compressed, each as if by chance of another length; papers go out as they are."""

import gzip

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.http import FileResponse, HttpResponse, JsonResponse
from django.test import RequestFactory
from django.urls import reverse

from accounts.actions import invite
from accounts.choices import Role
from psa.middleware import CompressedText
from tests.factories import PASSWORD, UserFactory, act
from tests.world import hire, person, sign_in

LONG = "An unexcused absence. " * 40
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


def sent(response, **headers):
    request = RequestFactory().get("/", headers=headers or BROWSER)
    return CompressedText(lambda _request: response)(request)


def test_a_page_is_a_fraction_of_what_it_says(counselor, district):
    where = reverse("student", args=[district.ana.pk])
    plain = counselor.client.get(where)
    small = counselor.client.get(where, headers=BROWSER)
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert small.headers["Cache-Control"] == "no-store"
    assert len(small.content) * 3 < len(plain.content)
    assert "Content-Encoding" not in plain.headers
    assert b"Ana" in gzip.decompress(small.content)


def test_the_same_words_are_not_always_of_the_same_length():
    """Who counts bytes from outside does not learn by one try whether a guess was right."""
    lengths = {len(sent(HttpResponse(LONG)).content) for _ in range(40)}
    assert len(lengths) > 10


def test_a_paper_goes_out_as_it_is():
    for media_type in ("application/pdf", "application/zip", "text/csv", "font/woff2"):
        answer = sent(HttpResponse(LONG, content_type=media_type))
        assert "Content-Encoding" not in answer.headers, media_type
    paper = sent(FileResponse([LONG.encode()], content_type="application/pdf"))
    assert "Content-Encoding" not in paper.headers


def test_what_a_script_asks_for_is_compressed_too():
    assert sent(JsonResponse({"why": LONG})).headers["Content-Encoding"] == "gzip"


def test_who_cannot_read_it_gets_it_plain():
    answer = sent(HttpResponse(LONG), **{"Accept-Encoding": "identity"})
    assert answer.content.decode() == LONG


def test_the_token_of_a_page_is_masked_anew_each_time(client, db):
    tokens = {client.get("/account/login/").content.split(b"csrfmiddlewaretoken")[1][:90] for _ in range(3)}  # fmt: skip
    assert len(tokens) == 3


def test_a_page_with_a_secret_goes_out_as_it_is(db):
    """Its words beside what a reader is made to ask for would tell the secret, guess by guess."""
    user = UserFactory()
    client = sign_in(user)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    key = client.get("/account/2fa/totp/activate/", headers=BROWSER)
    assert (key.status_code, "key-words" in key.content.decode()) == (200, True)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    codes = client.get("/account/2fa/recovery-codes/", headers=BROWSER)
    assert RecoveryCodes(user.authenticator_set.get(type="recovery_codes")).get_unused_codes()[0] in codes.content.decode()  # fmt: skip
    assert not [page for page in (key, codes) if "Content-Encoding" in page.headers]


def test_a_person_is_compressed_but_for_the_link_of_an_invitation(district, settings):
    settings.SENDS_MAIL = False
    boss = person(hire(Role.DIRECTOR))
    joined = hire(Role.CLERK, district.oak)
    invited = invite(act(boss.user), email="new@district.example", name="New")
    shown = {user: boss.client.get(f"/people/{user.pk}/", headers=BROWSER) for user in (joined, invited)}  # fmt: skip
    assert shown[joined].headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in shown[invited].headers
    assert "/account/welcome/" in shown[invited].content.decode()
    refused = boss.client.post(f"/people/{invited.pk}/close/", {"reason": ""}, headers=BROWSER)
    assert (refused.status_code, "Content-Encoding" in refused.headers) == (422, False)
