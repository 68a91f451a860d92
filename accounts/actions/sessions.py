"""Sessions that are over."""

from accounts.models import Session
from audit.rules import Act


def clear_sessions(act: Act) -> int:
    """Delete the sessions that have expired; return how many. Nobody was signed in by them."""
    return Session.objects.filter(expire_date__lte=act.at).delete()[0]
