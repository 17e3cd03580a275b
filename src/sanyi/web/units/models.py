"""Places, units with their former names and successors, and the people who log in."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from sanyi.web.acts.matrix import ROLE_LABELS, Role


class Place(models.Model):
    """A city, county or district whose reform is run here."""

    code = models.SlugField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    # of the statistical standard GB/T 2260, where the tables use it
    division_code = models.CharField("行政区划代码", max_length=12, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    def with_those_below(self) -> list[int]:
        """Keys of this place and of all below it."""
        found, level = [self.pk], [self.pk]
        while level:
            level = list(Place.objects.filter(parent__in=level).values_list("pk", flat=True))
            found += level
        return found


class UnitKind(models.TextChoices):
    """What a unit is in the year's work."""

    OFFICE = "office", "医改办（秘书处）"
    MEMBER = "member", "成员单位"
    GOVERNMENT = "government", "地方政府"
    INSTITUTION = "institution", "医疗机构"
    OTHER = "other", "其他单位"


class Succession(models.TextChoices):
    """How a unit went over into another."""

    RENAMED = "renamed", "更名"
    MERGED = "merged", "并入"


class Unit(models.Model):
    """An organisation that answers for entries."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="units", verbose_name="地方")
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类型", max_length=20, choices=UnitKind, default=UnitKind.MEMBER)
    institution_id = models.CharField("机构编码", max_length=40, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors",
        verbose_name="承接单位",
    )  # fmt: skip
    succession = models.CharField("变更方式", max_length=10, choices=Succession, blank=True)
    succeeded_on = models.DateField("变更日期", null=True, blank=True)

    class Meta:
        ordering = ("place", "kind", "name")
        constraints = (models.UniqueConstraint(fields=("place", "name"), name="unit_name"),)

    def __str__(self) -> str:
        return self.name

    def heir(self) -> Unit:
        """The unit that answers today: the last of its successors."""
        unit, seen = self, {self.pk}
        while unit.successor is not None and unit.successor_id not in seen:
            unit = unit.successor
            seen.add(unit.pk)
        return unit


class UnitAlias(models.Model):
    """Another name by which documents call a unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    name = models.CharField("别名", max_length=80, db_index=True)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("unit", "name"), name="unit_alias"),)


class PersonManager(UserManager["Person"]):
    """Accounts are made by name and role; there is no superuser."""

    use_in_migrations = True


class Person(AbstractUser):
    """One account, one role; the three administrators hold no other role."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=40)
    # empty until the security administrator grants one; until then nobody can log in with it
    role = models.CharField(
        "角色", max_length=20, blank=True, choices=[(r.value, ROLE_LABELS[r]) for r in Role]
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="people", verbose_name="单位"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, verbose_name="地方")
    must_change_password = models.BooleanField("须修改密码", default=True)

    is_shown_contacts = False  # of a client of the interface only; of people the role decides

    objects: ClassVar[PersonManager] = PersonManager()
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name

    @property
    def role_label(self) -> str:
        """The role in Chinese."""
        return ROLE_LABELS[Role(self.role)] if self.role else "尚未授予"

    @cached_property
    def place_keys(self) -> frozenset[int]:
        """Keys of the places a person works for; empty for administrators."""
        return frozenset(self.place.with_those_below()) if self.place else frozenset()

    def sees_place(self, place: Place) -> bool:
        """Whether a place is the person's own or below it."""
        return place.pk in self.place_keys
