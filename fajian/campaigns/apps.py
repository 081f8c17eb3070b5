"""The app."""

from django.apps import AppConfig

from fajian.core import guards


class CampaignsConfig(AppConfig):
    name = "fajian.campaigns"
    label = "campaigns"
    verbose_name = "专项整治"

    def ready(self) -> None:
        """What the database itself keeps as it was, and what is done every day."""
        from fajian.campaigns import daily, examining, screened  # noqa: F401 – models may be imported only now

        guards.append_only("campaigns_snapshot", "campaigns_snapshot_part", "campaigns_declaration")
        daily.register()
        screened.register()
