"""The forms of signing in say what they lack in words of ours."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    ("page", "sent", "says"),
    [
        ("account_login", {}, "Enter your e-mail address."),
        ("account_login", {"login": "dana@example.org"}, "Enter your password."),
        ("account_reset_password", {}, "Enter your e-mail address."),
    ],
)
def test_what_is_left_empty_is_asked_for(client, db, page, sent, says):
    shown = client.post(reverse(page), sent).content.decode()
    assert says in shown
    assert "This field is required" not in shown
    assert "Error:" in shown[: shown.index("</title>")]
    assert ("autofocus" in shown, "novalidate" in shown) == (True, True)


def test_a_wrong_password_is_said_at_the_top(client, db):
    sent = {"login": "dana@example.org", "password": "guessed"}
    shown = client.post(reverse("account_login"), sent).content.decode()
    assert "form-faults" in shown
