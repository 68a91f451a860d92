"""What the law asks of a letter's wording, and how far a letter may go, as plain tables."""

from letters.rules.dates import (
    date_words,
    written_date,
    written_month,
    written_share,
    written_time,
)
from letters.rules.wording import (
    PLACEHOLDER,
    ClauseText,
    faults_of_wording,
    own_name,
)

__all__ = [
    "PLACEHOLDER",
    "ClauseText",
    "date_words",
    "faults_of_wording",
    "own_name",
    "written_date",
    "written_month",
    "written_share",
    "written_time",
]
