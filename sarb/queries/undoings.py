"""How what one click did with referrals and hearings is taken back."""

from accounts.choices import Permission
from core.undo import Undoing

UNDOINGS = (
    Undoing(("referral.sent",), "sarb:withdraw", Permission.REFERRAL_MAKE, of_target=True),
    Undoing(("referral.accepted",), "sarb:wait_again", Permission.DOCKET_MANAGE, of_target=True),
    Undoing(
        ("referral.accepted",), "sarb:team_wait_again", Permission.TEAM_ANSWER, of_target=True
    ),
)
