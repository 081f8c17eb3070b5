"""The app."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "fajian.campaigns"
    label = "campaigns"
    verbose_name = "专项整治"
