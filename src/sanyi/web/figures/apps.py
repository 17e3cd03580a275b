from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "sanyi.web.figures"
    label = "figures"
    verbose_name = "指标"
