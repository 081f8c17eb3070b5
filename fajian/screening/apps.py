"""The app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "fajian.screening"
    label = "screening"
    verbose_name = "筛查"

    def ready(self) -> None:
        """The jobs must be known to who queues or carries them out; what is done daily; what others may ask."""
        from fajian.ledgers import origins
        from fajian.screening import daily, hits, jobs, panels  # noqa: F401
        from fajian.screening.models import Finding

        daily.register()
        panels.register()
        hits.register()
        origins.FINDERS["finding"] = origins.numbered(Finding)
