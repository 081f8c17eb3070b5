"""The app."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "fajian.publicity"
    label = "publicity"
    verbose_name = "公示"

    def ready(self) -> None:
        """What is done every day."""
        from fajian.publicity import daily

        daily.register()
