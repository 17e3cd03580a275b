from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "sanyi.web.consultations"
    label = "consultations"
    verbose_name = "征求意见"
