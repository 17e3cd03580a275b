from django.apps import AppConfig


class LedgersConfig(AppConfig):
    name = "sanyi.web.ledgers"
    label = "ledgers"
    verbose_name = "台账"
