"""The app."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    name = "fajian.ledgers"
    label = "ledgers"
    verbose_name = "台账与整改"

    def ready(self) -> None:
        """The jobs must be known to whoever queues or carries them out."""
        from fajian.ledgers import exporting, jobs  # noqa: F401
