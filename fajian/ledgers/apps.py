"""The app."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    name = "fajian.ledgers"
    label = "ledgers"
    verbose_name = "台账与整改"

    def ready(self) -> None:
        """The jobs must be known to whoever queues or carries them out; what is done every day, or as it comes."""
        from fajian.core import worker
        from fajian.ledgers import examining, exporting, gathering, jobs, pairings, screened  # noqa: F401 – now there are models

        worker.TICKS.append(pairings.ask_when_waiting)
        examining.register()
        screened.register()
