"""The app."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "fajian.commitments"
    label = "commitments"
    verbose_name = "告知承诺与信用"

    def ready(self) -> None:
        """What is done every day; what entries of ledgers are made of."""
        from fajian.commitments import daily
        from fajian.commitments.models import Verification
        from fajian.ledgers import origins

        daily.register()
        origins.FINDERS["verification"] = origins.numbered(Verification)
