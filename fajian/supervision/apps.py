"""The app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "fajian.supervision"
    label = "supervision"
    verbose_name = "执法监督"

    def ready(self) -> None:
        """What is done every day; what entries of ledgers are made of."""
        from fajian.ledgers import origins
        from fajian.supervision import daily
        from fajian.supervision.models import Measure

        daily.register()
        origins.FINDERS["measure"] = origins.numbered(Measure)
