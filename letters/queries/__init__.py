"""Reads of letters, for this package's pages and for the packages above."""

from letters.queries.detail import LetterDetail, letters_of, proof_of

__all__ = ["LetterDetail", "letters_of", "proof_of"]
