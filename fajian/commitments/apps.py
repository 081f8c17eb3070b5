"""The app."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "fajian.commitments"
    label = "commitments"
    verbose_name = "告知承诺与信用"

    def ready(self) -> None:
        """What is done every day."""
        from fajian.commitments import daily

        daily.register()
