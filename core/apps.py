from django.apps import AppConfig
from django.db.models import Field
from django.db.models.fields.related import ForeignObject
from django.urls import register_converter

from core.converters import KeyConverter
from core.lookups import Among


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """Make the places of addresses known before the first urls.py is read, and the lookups."""
        register_converter(KeyConverter, "key")
        # A column that names another row knows the lookups of its own kind only.
        Field.register_lookup(Among)
        ForeignObject.register_lookup(Among)
