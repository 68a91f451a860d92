"""`close_account`: somebody who left is signed out and reaches nothing any more."""

from typing import Any

from accounts.actions import close_account
from accounts.management.staff import AccountCommand
from accounts.models import User
from audit.rules import Act


class Command(AccountCommand):
    help = "Closes an account: its sessions and roles end at once."

    def change(self, act: Act, user: User, reason: str) -> dict[str, Any]:
        close_account(act, user=user, reason=reason)
        return {"closed": True}
