from django.apps import AppConfig


class MechanismsConfig(AppConfig):
    name = "sanyi.web.mechanisms"
    label = "mechanisms"
    verbose_name = "机制"
