"""The app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "fajian.records"
    label = "records"
    verbose_name = "执法数据"

    def ready(self) -> None:
        """The jobs must be known to whoever queues or carries them out."""
        from fajian.records import jobs  # noqa: F401
