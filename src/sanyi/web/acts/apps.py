from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "sanyi.web.acts"
    label = "acts"
    verbose_name = "操作记录"
