"""The statement about accessibility: for anybody, a click from each page, and whose it is."""

import pytest

from tests.factories import UserFactory
from tests.world import sign_in

THERE = "/accessibility/"


def test_anybody_reads_it_from_the_foot_of_a_page(client, db):
    assert f'href="{THERE}"' in client.get("/account/login/").content.decode()
    assert client.get(THERE).status_code == 200
    browser = sign_in(UserFactory())
    for there in ("/", "/nowhere/"):
        assert f'href="{THERE}"' in browser.get(there).content.decode()
    assert "<h1>" in browser.get(THERE).content.decode()


@pytest.mark.parametrize(("contact", "is_reviewed"), [("", False), ("a@b.example <Ana>", True)])
def test_it_says_that_nobody_reviewed_it_until_somebody_answers(
    client, db, settings, contact, is_reviewed
):
    settings.ACCESSIBILITY_CONTACT = contact
    page = client.get(THERE).content.decode()
    assert ("has not reviewed this statement yet" not in page) is is_reviewed
    assert ("a@b.example &lt;Ana&gt;" in page) is is_reviewed
    assert ("tell your district’s administrator" not in page) is is_reviewed
