"""What the law asks of a letter's wording, and how far a letter may go, as plain tables."""

from letters.rules.wording import (
    FROM_THE_RIGHT,
    PLACEHOLDER,
    ClauseText,
    faults_of_wording,
    own_name,
    side_of,
    written_date,
)

__all__ = [
    "FROM_THE_RIGHT",
    "PLACEHOLDER",
    "ClauseText",
    "faults_of_wording",
    "own_name",
    "side_of",
    "written_date",
]
