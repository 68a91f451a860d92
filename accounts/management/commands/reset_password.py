"""`reset_password`: somebody who lost their password chooses a new one by a link."""

from typing import Any

from accounts.actions import reset_password
from accounts.management.staff import AccountCommand
from accounts.models import User
from accounts.queries.invitations import link_of
from audit.rules import Act


class Command(AccountCommand):
    help = (
        "Resets a lost password: it no longer works, and a link to choose a new one is given, which"
        " is also sent by e-mail where the site sends any. Be sure that it is its owner who asks."
    )

    def change(self, act: Act, user: User, reason: str) -> dict[str, Any]:
        made = reset_password(act, user=user, reason=reason)
        return {"link": link_of(made), "until": made.expires_at}
