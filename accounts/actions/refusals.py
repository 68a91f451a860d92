"""Why a change of who may touch what is refused, and what to do instead."""

from core.refusals import Refusal


class GrantIsTooLong(Refusal):
    """A grant runs for a year at most, so that somebody looks at it again."""

    advice = "A grant runs for a year at most: give an earlier last day."
    field = "ends"


class GrantEndsBeforeItStarts(Refusal):
    """The last day lies before the first."""

    advice = "The last day lies before the first: give a later one."
    field = "ends"


class GrantIsOver(Refusal):
    """The grant was taken back before."""

    advice = "This grant was taken back before; nothing is left to do."


class PersonIsUnknown(Refusal):
    """There is no account with this key."""

    advice = "There is no such account: make it first."


class PersonIsDeactivated(Refusal):
    """The account is closed; nothing can be given to it."""

    advice = "This account is closed: open it again before anything is given to it."


class GrantIsOnesOwn(Refusal):
    """Nobody widens their own reach; a second person gives it."""

    advice = "Nobody gives a grant to themselves: ask another administrator."


class AdministratorExists(Refusal):
    """There is a system administrator already, who makes the other accounts."""

    advice = "There is a system administrator already; nothing was changed. Ask them."


class RoleIsNotYoursToGive(Refusal):
    """Whoever gives a role answers for it, at that place."""

    advice = (
        "This role, at this place, is not yours to give or to end: ask a system administrator."
    )
    field = "role"


class RoleDoesNotFit(Refusal):
    """An auditor of one school, a panel member who was not picked by a chair."""

    advice = "This role is not given over a place of that kind: choose another role or place."
    field = "role"


class RoleIsTheirs(Refusal):
    """They have the role at the place on some of these days."""

    advice = (
        "They have this role there on some of these days: choose others, or have it go on instead."
    )


class RoleGoesOn(Refusal):
    """The role goes on already after this grant."""

    advice = "It goes on already: have the one that follows go on."
    field = "ends"


class RoleHasEnded(Refusal):
    """The role's last day is over."""

    advice = "Its last day is over: give the role anew."


class LastDayIsNotEarlier(Refusal):
    """Ending a role on a day after its last day would make it longer."""

    advice = "It ends by then anyway: choose an earlier day."
    field = "last_day"


class LastAdministrator(Refusal):
    """Somebody must be left who can let others in."""

    advice = "Nobody else who can sign in is a system administrator: make a second one first."


class AccountIsOnesOwn(Refusal):
    """Nobody opens, closes or unlocks their own account."""

    advice = "This is your own account: ask another administrator."


class AccountIsNotYours(Refusal):
    """The person has a role, or students by name, that are not the asker's to end."""

    advice = "They have a role or students that you may not end: ask a system administrator."


class AccountExists(Refusal):
    """Two people cannot sign in by one address."""

    field = "email"


class AccountIsOpen(Refusal):
    """The account was not closed, or was opened again before."""

    advice = "This account is open; nothing is left to do."


class HasJoined(Refusal):
    """The person has chosen a password."""

    advice = "They have set a password already. If it is lost, reset it."


class HasNoPassword(Refusal):
    """There is nothing to reset: a link to choose the first one is enough."""

    advice = "They have no password yet: give them a new link."


class InvitationIsOver(Refusal):
    """The link was used, replaced, or is too old."""

    advice = "This link no longer works. Ask whoever invited you for a new one."


class NoSecondFactor(Refusal):
    """There is nothing to reset."""

    advice = "They sign in without a second factor; nothing is left to do."
