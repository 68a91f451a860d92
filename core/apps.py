from django.apps import AppConfig
from django.urls import register_converter

from core.converters import KeyConverter


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """Make the places of addresses known before the first urls.py is read."""
        register_converter(KeyConverter, "key")
