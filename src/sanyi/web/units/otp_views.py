"""One-time codes (动态口令): a person switches them on for the own account."""

from __future__ import annotations

import base64
from io import BytesIO

import qrcode
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

from sanyi.web.acts.service import record
from sanyi.web.base.access import Request


def one_time_code(request: Request) -> HttpResponse:
    """Enrol with a first right code, or switch off with one."""
    device = TOTPDevice.objects.filter(user=request.user).order_by("-confirmed").first()
    if device is None:
        device = TOTPDevice.objects.create(user=request.user, name="动态口令", confirmed=False)
    if request.method == "POST":
        if not device.verify_token(request.POST.get("code", "").strip()):
            messages.error(request, "动态口令不对。核对手机时间，再输入一次。")
        elif device.confirmed:
            device.delete()
            _note(request, on=False)
            messages.success(request, "已关闭动态口令。")
        else:
            device.confirmed = True
            device.save()
            _note(request, on=True)
            messages.success(request, "已启用。下次登录须输入动态口令。")
        return redirect("one_time_code")
    picture = "" if device.confirmed else _picture(device.config_url)
    secret = base64.b32encode(device.bin_key).decode()
    context = {"device": device, "picture": picture, "secret": secret}
    return render(request, "units/one_time_code.html", context)


def _note(request: Request, *, on: bool) -> None:
    user = request.user
    record(user, "one_time_code", "person", user.username, place=user.place, after={"on": on})


def _picture(address: str) -> str:
    out = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, box_size=8).save(out)
    svg = out.getvalue().decode()
    return mark_safe(svg[svg.index("<svg") :])  # made here from a secret of our own
