"""The application."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """统计与文书."""

    name = "fajian.reporting"
    verbose_name = "统计与文书"

    def ready(self) -> None:
        """The jobs must be known to whoever queues or carries them out."""
        from fajian.reporting import jobs  # noqa: F401
