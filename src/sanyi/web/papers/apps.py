from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "sanyi.web.papers"
    label = "papers"
    verbose_name = "文件"
