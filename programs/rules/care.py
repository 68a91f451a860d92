"""What shames nobody: which rule of care a text may break."""

from collections.abc import Iterable, Mapping

from law.packs import Care


def may_break(texts: Iterable[str], care: Mapping[str, Care]) -> list[Care]:
    """Return the rules of which a sign stands in one of the texts, in the order of the pack. A sign is found
    in any case and over line breaks; whoever wrote it says whether it is meant.

    Source: Robinson, Gallus, Lee and Rogers, The demotivating effect of awards (2021), on awards for perfect
    attendance; the signs are the product's, and await the district's review.
    """
    said = [" ".join(text.casefold().split()) for text in texts]
    return [
        one for one in care.values() if any(sign in text for text in said for sign in one.signs)
    ]
