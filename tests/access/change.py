"""A submission that changes something."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from accounts.models import User


@dataclass(frozen=True)
class Change:
    """A submission: `by` sends `data` to the address of the page with its key and its query."""

    by: User
    data: dict[str, Any] = field(default_factory=dict)
    key: int | None = None
    query: str = ""

    def address(self, page: str) -> str:
        return reverse(page, args=[] if self.key is None else [self.key]) + self.query
