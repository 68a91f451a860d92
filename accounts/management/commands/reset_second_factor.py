"""`reset_second_factor`: somebody who lost their device signs in by password until the next."""

from typing import Any

from accounts.actions import reset_second_factor
from accounts.management.staff import AccountCommand
from accounts.models import User
from audit.rules import Act


class Command(AccountCommand):
    help = "Resets a second factor. Be sure that it is its owner who asks."

    def change(self, act: Act, user: User, reason: str) -> dict[str, Any]:
        return {"reset": reset_second_factor(act, user=user, reason=reason)}
