"""The app."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "fajian.publicity"
    label = "publicity"
    verbose_name = "公示"
