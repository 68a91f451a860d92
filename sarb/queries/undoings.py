"""How what one click did with referrals and hearings is taken back."""

from accounts.choices import Permission
from core.undo import Undoing

CHAIR, TEAM = Permission.DOCKET_MANAGE, Permission.TEAM_ANSWER
OF_RETURN = Undoing(("referral.returned",), "sarb:undo_return", CHAIR, of_target=True)
OF_TEAMS_RETURN = OF_RETURN._replace(page="sarb:team_undo_return", permission=TEAM)
OF_MEETING = Undoing(("referral.met",), "sarb:team_not_held", TEAM, of_target=True)
OF_HEARD = Undoing(("docket.heard",), "sarb:not_heard", CHAIR, of_target=True, query="referral")
OF_PLACE = Undoing(("docket.placed",), "sarb:take_off", CHAIR, of_target=True, query="referral")

UNDOINGS = (
    Undoing(("referral.sent",), "sarb:withdraw", Permission.REFERRAL_MAKE, of_target=True),
    Undoing(("referral.accepted",), "sarb:wait_again", CHAIR, of_target=True),
    Undoing(("referral.accepted",), "sarb:team_wait_again", TEAM, of_target=True),
    OF_RETURN,
    OF_TEAMS_RETURN,
    OF_MEETING,
    OF_HEARD,
    OF_PLACE,
)
