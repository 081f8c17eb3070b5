"""The app."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    name = "fajian.ledgers"
    label = "ledgers"
    verbose_name = "台账与整改"
