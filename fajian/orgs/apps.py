"""The app."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "fajian.orgs"
    label = "orgs"
    verbose_name = "单位与人"

    def ready(self) -> None:
        """The worker looks for what is to be sent outside."""
        from fajian.core import worker  # models may be imported only now
        from fajian.orgs import outbox

        worker.TICKS.append(outbox.ask)
