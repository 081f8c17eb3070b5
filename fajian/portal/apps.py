"""The app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fajian.portal"
    label = "portal"
    verbose_name = "公众端"

    def ready(self) -> None:
        """What is done every day; what entries of ledgers are made of."""
        from fajian.ledgers import origins
        from fajian.portal import daily, rectified

        daily.register()
        origins.FINDERS["complaint"] = rectified.behind
