from django.apps import AppConfig


class SarbConfig(AppConfig):
    name = "sarb"
