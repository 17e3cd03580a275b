from django.urls import path

from sanyi.web.mytasks import views

app_name = "mytasks"
urlpatterns = [path("", views.index, name="list")]
