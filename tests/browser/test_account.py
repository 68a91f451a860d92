"""The pages of one's own account: signing in, the second factor, recovery codes."""

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.urls import reverse

from tests.factories import PASSWORD
from tests.world import hire, person

pytestmark = pytest.mark.browser
WITHOUT = ("mfa_index", "mfa_activate_totp", "account_change_password", "account_logout", "account_reauthenticate")  # fmt: skip
WITH = ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate")  # fmt: skip


def sure(who):
    """Somebody who has just said once more who they are."""
    cache.clear()
    who.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return who


def now(key):
    """Return the code that an app with this key shows."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


def test_every_page_of_the_account_can_be_read(screens, district, faults_wide_and_narrow):
    plain, secured = (
        sure(person(hire("counselor", district.oak))),
        person(hire("clerk", district.oak)),
    )
    sure(secured)
    TOTP.activate(secured.user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(secured.user)
    wrong = []
    for who, names in ((plain, WITHOUT), (secured, WITH)):
        for name in names:
            page = screens.visit(who, reverse(name))
            wrong += [f"{name}: {fault}" for fault in faults_wide_and_narrow(page)]
    assert wrong == []


def test_a_second_factor_is_set_up_from_the_menu(screens, district, faults_of):
    """The first code is wrong, which is said at its field; the right one shows the recovery codes."""
    page = screens.open(sure(person(hire("clerk", district.oak))), "/")
    page.locator(".user-menu summary").click()
    page.get_by_role("link", name="Sign-in security").click()
    page.get_by_role("link", name="Turn on").click()
    page.get_by_label("Authenticator code").fill("000000")
    page.get_by_role("button", name="Turn on").click()
    assert faults_of(page) == []
    assert page.locator(".form-faults").inner_text()
    key = page.locator(".key-words").inner_text()
    page.get_by_label("Authenticator code").fill(now(key))
    page.get_by_role("button", name="Turn on").click()
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".codes li").count() == 10
    assert page.locator(".messages").inner_text()
