"""Who did something, and when; named so that the record outlives the account."""

from dataclasses import dataclass
from datetime import date, datetime

PERSON = "user"


class NotAPerson(Exception):
    """A person decides this, and what acted is a job, a command or a seat."""


@dataclass(frozen=True)
class Actor:
    """Somebody or something that acts: `kind` is a value of ActorKind, `id` text or ''."""

    kind: str
    id: str
    name: str

    @property
    def key(self) -> str:
        """The actor in one word, such as user:12, as grants and the database's policies name it."""
        return f"{self.kind}:{self.id}"

    @property
    def columns(self) -> dict[str, str]:
        """The columns by which a row names who acted."""
        return {"actor_kind": self.kind, "actor_id": self.id, "actor_name": self.name}


@dataclass(frozen=True)
class Act:
    """One act: who, at which moment (aware), on which day of the district, by which request.

    Every action takes one, so that all that it writes names the same person, moment and request.
    """

    actor: Actor
    at: datetime
    on: date
    request_id: str = ""

    @property
    def person(self) -> int:
        """The key of the member of staff who acts. Raises NotAPerson for anything else."""
        if self.actor.kind != PERSON:
            raise NotAPerson(f"{self.actor.key} is not a member of staff")
        return int(self.actor.id)
