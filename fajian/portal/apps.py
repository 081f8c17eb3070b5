"""The app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fajian.portal"
    label = "portal"
    verbose_name = "公众端"
