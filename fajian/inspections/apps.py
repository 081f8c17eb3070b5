"""The app."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "fajian.inspections"
    label = "inspections"
    verbose_name = "涉企检查"

    def ready(self) -> None:
        """What is done daily, what draws may no longer be repeated, what is heard of the ledgers."""
        from fajian.draws import actions as draws
        from fajian.inspections import daily, heard, settled
        from fajian.inspections.models import Visit
        from fajian.ledgers import origins

        draws.SETTLED |= {"inspection_plan": settled.plan, "inspection_officers": settled.officers}
        origins.FINDERS["inspection_visit"] = origins.numbered(Visit)
        daily.register()
        heard.listen()
