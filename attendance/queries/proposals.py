"""What is to be done about what judging found, the most pressing first."""

from collections.abc import Iterator

from attendance.choices import Band, Verdict
from attendance.queries.kinds import KINDS
from attendance.queries.states import bands
from core.proposals import Proposal, proposal
from law.packs import PolicyPack


def proposals(pack: PolicyPack) -> Iterator[Proposal]:
    """Yield what asks for a report, for support and for a first call; and whom to locate."""
    support = pack.value("contact.support_school_days")
    yield proposal(
        "report",
        __file__,
        days=pack.value("contact.report_school_days"),
        title=pack.sentence("tasks.report"),
        verdict_withdrawn=Verdict.WITHDRAWN,
    )
    yield proposal(
        "support",
        __file__,
        days=support,
        bands=Band.values,
        labels=[words.lower() for words in bands(pack).values()],
        band_at_risk=Band.AT_RISK,
        check_in=pack.sentence("tasks.check_in"),
        support=pack.sentence("tasks.support"),
    )
    yield proposal("contact", __file__, days=pack.value("contact.first_school_days"))
    unexplained = pack.value("contact.unexplained_days")
    yield proposal("locate", __file__, looks=True, unexplained_days=unexplained, **KINDS)
