"""What the law asks of a letter's wording, and how far a letter may go, as plain tables."""

from letters.rules.wording import (
    PLACEHOLDER,
    ClauseText,
    faults_of_wording,
    own_name,
    written_date,
)

__all__ = [
    "PLACEHOLDER",
    "ClauseText",
    "faults_of_wording",
    "own_name",
    "written_date",
]
