from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "sanyi.web.units"
    label = "units"
    verbose_name = "系统"
