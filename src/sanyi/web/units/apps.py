from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "sanyi.web.units"
    label = "units"
    verbose_name = "系统"

    def ready(self) -> None:
        from sanyi.web.units import signals  # noqa: F401 - connects the receivers
