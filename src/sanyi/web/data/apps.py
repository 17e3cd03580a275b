from django.apps import AppConfig


class DataConfig(AppConfig):
    name = "sanyi.web.data"
    label = "data_desk"
    verbose_name = "数据"
