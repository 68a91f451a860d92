"""`open_account`: somebody who came back is invited to choose a new password."""

from typing import Any

from accounts.actions import open_account
from accounts.management.staff import AccountCommand
from accounts.models import User
from accounts.queries.invitations import invitation_of, link_of
from audit.rules import Act


class Command(AccountCommand):
    help = "Opens a closed account again. It has no role: give_grant gives one."

    def change(self, act: Act, user: User, reason: str) -> dict[str, Any]:
        open_account(act, user=user, reason=reason)
        invitation = invitation_of(user)
        return {"link": link_of(invitation) if invitation else ""}
