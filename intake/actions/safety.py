"""Writing down that the safety protocol was followed."""

from uuid import UUID

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from intake.actions.refusals import NotYourRequestForm
from intake.models import ProtocolFollowed


@transaction.atomic
def follow_protocol(act: Act, *, client_uuid: UUID) -> ProtocolFollowed:
    """Keep that who acts followed the protocol, now; sent twice it is one. Raises NotYourRequestForm where
    somebody else sent the key.
    """
    made, is_new = ProtocolFollowed.objects.get_or_create(
        client_uuid=client_uuid, defaults={"by_id": act.person, "at": act.at}
    )
    if made.by_id != act.person:
        raise NotYourRequestForm
    if is_new:
        record(act, action="safety.followed", target_kind="safety", target_id=made.pk)
    return made
