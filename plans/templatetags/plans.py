"""What screens of plans show besides the components: ratings in words."""

from django import template

register = template.Library()
# How sure studies are; none is a star.
RATINGS = {
    "S": "a trial showed a gain in attendance",
    "M": "a comparison without a trial showed a gain",
    "P": "a pilot or the maker’s own numbers",
    "0": "tested: no gain in attendance shown",
    "H": "tested: it can do harm",
    "U": "practice, not tested",
}


@register.filter
def rating_words(rating: str) -> str:
    """Say what a rating means."""
    return RATINGS.get(rating, "")


@register.filter
def sentence_case(words: str) -> str:
    """Write who somebody is within a sentence: a role small, a name as it is."""
    return words[:1].lower() + words[1:] if words.startswith(("The ", "Somebody ")) else words
