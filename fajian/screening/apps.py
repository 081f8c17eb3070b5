"""The app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "fajian.screening"
    label = "screening"
    verbose_name = "筛查"
