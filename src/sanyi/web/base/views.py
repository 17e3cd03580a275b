"""Login, logout, change of password, and the pages of refusal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy

from sanyi.web.base.access import open_to_all
from sanyi.web.base.desks import first_page_of


class LoginForm(AuthenticationForm):
    """Account, password and, where it is switched on, the one-time code."""

    otp = forms.CharField(label="动态口令", required=False, max_length=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "账号"
        style(self)

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        from django_otp import devices_for_user, match_token

        code = self.cleaned_data.get("otp") or ""
        if any(devices_for_user(user)) and not match_token(user, code):
            raise forms.ValidationError("动态口令不对。", code="wrong_code")


class LoginView(auth_views.LoginView):
    """The first page."""

    template_name = "base/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        user: Any = self.request.user
        return reverse(first_page_of(user.role))


class PasswordView(auth_views.PasswordChangeView):
    """Change of one's own password."""

    template_name = "base/password.html"
    success_url = reverse_lazy("login")

    def get_form(self, form_class: Any = None) -> PasswordChangeForm:
        form: PasswordChangeForm = super().get_form(form_class)
        style(form)
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        user: Any = self.request.user
        if user.must_change_password:
            user.must_change_password = False
            user.save(update_fields=["must_change_password"])
        messages.success(self.request, "密码已修改。")
        return (
            HttpResponseRedirect(str(self.success_url)) if response.status_code == 302 else response
        )


def style(form: forms.BaseForm) -> None:
    """Give Tabler's classes to the plain widgets of a form."""
    for field in form.fields.values():
        widget = field.widget
        if isinstance(widget, forms.CheckboxInput):
            name = "form-check-input"
        elif isinstance(widget, forms.Select):
            name = "form-select"
        else:
            name = "form-control"
        widget.attrs["class"] = f"{widget.attrs.get('class', '')} {name}".strip()


@open_to_all
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: what may not be done, and by whom it may."""
    return render(request, "base/refused.html", {"words": str(exception or "")}, status=403)


@open_to_all
def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: the page was open too long."""
    words = "页面打开得太久，或不是从本系统打开的。请返回，刷新后再提交。"
    return render(request, "base/refused.html", {"words": words}, status=403)


@open_to_all
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: it is not there, or not for this person; the page does not tell which."""
    return render(request, "base/not_found.html", status=404)


@open_to_all
def broken(request: HttpRequest) -> HttpResponse:
    """500: the program is wrong, and says so without inner words."""
    return render(request, "base/broken.html", status=500)
