"""The app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "fajian.screening"
    label = "screening"
    verbose_name = "筛查"

    def ready(self) -> None:
        """The jobs must be known to whoever queues or carries them out; and what is done every day."""
        from fajian.screening import daily, jobs  # noqa: F401

        daily.register()
