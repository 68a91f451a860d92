"""Columns beside a column: keys that the database writes of a name or an id, however the row came
about, and words of the SIS.

A list is in the order of `name_order`, a search looks into `search_key`, an id is looked up by
`id_key`. The functions behind them are in the migrations, and migrations bring a newer one.
"""

from django.db import models
from django.db.models import F, Func


def name_order(*columns: str) -> models.GeneratedField:
    """Where a name of these columns stands in a list, the column that leads first."""
    return _written("name_order", columns)


def search_key(*columns: str) -> models.GeneratedField:
    """By which words a name of these columns is found."""
    return _written("name_words", columns)


def id_key(column: str) -> models.GeneratedField:
    """An id as one letter case, with neither marks nor zeros before it."""
    return _written("id_key", (column,))


def word_of_the_sis(longest: int) -> "models.CharField[str, str]":
    """The word that the SIS has, where a person said that it means what stands in the column
    before it; '' where the column is as the SIS has it.
    """
    return models.CharField(max_length=longest, blank=True, default="", db_default="")


def _written(function: str, columns: tuple[str, ...]) -> models.GeneratedField:
    return models.GeneratedField(
        expression=Func(*map(F, columns), function=f"public.{function}"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
