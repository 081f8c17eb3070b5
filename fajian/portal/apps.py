"""The app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fajian.portal"
    label = "portal"
    verbose_name = "公众端"

    def ready(self) -> None:
        """What is done every day."""
        from fajian.portal import daily

        daily.register()
