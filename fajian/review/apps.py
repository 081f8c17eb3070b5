"""The app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "fajian.review"
    label = "review"
    verbose_name = "案卷评查"

    def ready(self) -> None:
        """What is done daily."""
        from fajian.review import daily

        daily.register()
