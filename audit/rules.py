"""The actor: who did something, named so that the record outlives the account."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Somebody or something that acts: `kind` is a value of ActorKind, `id` text or ''."""

    kind: str
    id: str
    name: str
