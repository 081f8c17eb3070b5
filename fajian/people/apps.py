"""The app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "fajian.people"
    label = "people"
    verbose_name = "人员与证件"

    def ready(self) -> None:
        """What is done every day."""
        from fajian.people import daily

        daily.register()
