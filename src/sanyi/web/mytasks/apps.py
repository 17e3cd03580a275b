from django.apps import AppConfig


class MytasksConfig(AppConfig):
    name = "sanyi.web.mytasks"
    label = "mytasks"
    verbose_name = "我的任务"
