from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "sanyi.web.supervision"
    label = "supervision"
    verbose_name = "督办与通报"
