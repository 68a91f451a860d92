"""Policy packs: law and district policy as typed, cited, dated parameters, and their sentences.

A pack is a folder beside this module: `parameters.toml` with its header and values, `wording.toml`
with what is said of them, `tests.toml` with what is counted and when it is too much. `extends` names the pack it builds on. Overrides are the district's own
values, by dotted name.
"""

from law.packs.entries import (
    BarrierKind,
    CampaignIdea,
    Care,
    Intervention,
    Pathway,
    PlanTemplate,
    ServiceKind,
)
from law.packs.files import BadParameter, UnknownPack, load_pack, pack_names
from law.packs.labels import GROUPS, LABELS, Label, bounds_of, how_to_write, options_of
from law.packs.letters import Elements, Forbidden, WordingRule
from law.packs.mentions import Misfit, misfits
from law.packs.pack import PolicyPack, Source
from law.packs.parameters import Parameters
from law.packs.practice import EDITABLE, READ, Practice, is_settled, value_of
from law.packs.statute_tests import Periods, StatuteTest
from law.packs.wording import Cited, NoSuchSentence

__all__ = [
    "EDITABLE",
    "GROUPS",
    "LABELS",
    "READ",
    "BadParameter",
    "BarrierKind",
    "CampaignIdea",
    "Care",
    "Cited",
    "Elements",
    "Forbidden",
    "Intervention",
    "Label",
    "Misfit",
    "NoSuchSentence",
    "Parameters",
    "Pathway",
    "Periods",
    "PlanTemplate",
    "PolicyPack",
    "Practice",
    "ServiceKind",
    "Source",
    "StatuteTest",
    "UnknownPack",
    "WordingRule",
    "bounds_of",
    "how_to_write",
    "is_settled",
    "load_pack",
    "misfits",
    "options_of",
    "pack_names",
    "value_of",
]
