from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "sanyi.web.api"
    label = "api_desk"
    verbose_name = "接口"
