"""The app."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "fajian.registers"
    label = "registers"
    verbose_name = "登记清单"

    def ready(self) -> None:
        """What is done every day."""
        from fajian.registers import daily

        daily.register()
