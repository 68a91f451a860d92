"""Reads of letters, for this package's pages and for the packages above."""

from letters.queries.shown import LetterShown, letters_of, proof_of

__all__ = ["LetterShown", "letters_of", "proof_of"]
