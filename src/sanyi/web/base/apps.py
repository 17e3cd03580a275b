from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "sanyi.web.base"
    label = "base"
    verbose_name = "公用"
