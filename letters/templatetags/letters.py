"""What pages of letters say of a copy."""

from collections.abc import Iterable

from django import template

from students.rules.languages import in_english

register = template.Library()


@register.filter
def spoken(code: str) -> str:
    """Write a language by its English name: "es" is Spanish."""
    return in_english(code)


@register.filter
def spoken_all(codes: Iterable[str]) -> str:
    """Write the languages of a copy in their order: "Spanish and English"."""
    return " and ".join(map(in_english, codes))
