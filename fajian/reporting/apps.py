"""The application."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """统计与文书."""

    name = "fajian.reporting"
    verbose_name = "统计与文书"
