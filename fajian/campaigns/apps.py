"""The app."""

from django.apps import AppConfig

from fajian.core import guards


class CampaignsConfig(AppConfig):
    name = "fajian.campaigns"
    label = "campaigns"
    verbose_name = "专项整治"

    def ready(self) -> None:
        """What the database itself keeps as it was."""
        guards.append_only("campaigns_snapshot", "campaigns_snapshot_part", "campaigns_declaration")
