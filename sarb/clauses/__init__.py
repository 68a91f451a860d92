"""What only the packet of a referral says to a family, in its home's language."""

from pathlib import Path

from packets.clauses import Words, read_words


def words() -> Words:
    """Return the words of a referral's packet by the English ones."""
    return read_words(Path(__file__).parent / "words.toml")
