"""Clients of the interface: each with a token of its own, a place and a role's rights."""

from __future__ import annotations

from django.db import models

from sanyi.web.acts.matrix import ROLE_LABELS, Role

# a client reads, or brings values; it neither decides nor administers
ROLES = (Role.LEADER, Role.ANALYST, Role.AUDITOR, Role.LIAISON, Role.INSTITUTION)


ROLE_CHOICES = [(r.value, ROLE_LABELS[r]) for r in ROLES]


class ApiClient(models.Model):
    """One program that may ask; the token itself is nowhere kept."""

    name = models.CharField("名称", max_length=60, unique=True)
    place = models.ForeignKey("units.Place", models.PROTECT, related_name="+", verbose_name="地方")
    unit = models.ForeignKey(
        "units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    role = models.CharField("权限（同角色）", max_length=20, choices=ROLE_CHOICES)
    key = models.CharField("标识", max_length=16, unique=True)  # the open part of the token
    token_hash = models.CharField(max_length=64)
    is_shown_contacts = models.BooleanField("可见联系方式", default=False)
    per_minute = models.PositiveIntegerField("每分钟次数上限", default=120)
    created_by = models.ForeignKey("units.Person", models.PROTECT, related_name="+")
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    revoked_at = models.DateTimeField("停用时间", null=True)
    last_used_at = models.DateTimeField("最近使用", null=True)
    minute = models.BigIntegerField(default=0)  # which minute is counted
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
