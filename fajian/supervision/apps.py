"""The app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "fajian.supervision"
    label = "supervision"
    verbose_name = "执法监督"

    def ready(self) -> None:
        """What is done every day."""
        from fajian.supervision import daily

        daily.register()
