"""The app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "fajian.core"
    label = "core"
    verbose_name = "内核"
