"""The app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "fajian.core"
    label = "core"
    verbose_name = "内核"

    def ready(self) -> None:
        """What is done every day."""
        from fajian.core import handouts, tick  # models may be imported only now

        tick.DAILY["core.handouts"] = handouts.clear
