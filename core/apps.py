from django.apps import AppConfig
from django.db.models import Field
from django.urls import register_converter

from core.converters import KeyConverter
from core.lookups import Among


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """Make the places of addresses known before the first urls.py is read, and the lookups."""
        register_converter(KeyConverter, "key")
        Field.register_lookup(Among)
