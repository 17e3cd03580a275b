"""The desks in the order of the bar, each with the act that opens it."""

from __future__ import annotations

from dataclasses import dataclass

from sanyi.web.acts.matrix import Act, roles_of


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk: the app's name, its title, its first page, the act that opens it."""

    name: str
    title: str
    url: str
    act: Act

    def is_open_to(self, role: str) -> bool:
        """Whether a role ever does what this desk is for."""
        return role in roles_of(self.act)


DESKS: tuple[Desk, ...] = (
    Desk("home", "首页", "home", Act.VIEW_HOME),
    Desk("papers", "文件", "papers:list", Act.VIEW_DOCUMENTS),
    Desk("ledgers", "台账", "ledgers:list", Act.VIEW_LEDGER),
    Desk("mytasks", "我的任务", "mytasks:list", Act.REPORT),
    Desk("supervision", "督办与通报", "supervision:list", Act.VIEW_SUPERVISION),
    Desk("consultations", "征求意见", "consultations:list", Act.VIEW_CONSULTATION),
    Desk("figures", "指标", "figures:list", Act.VIEW_FIGURES),
    Desk("mechanisms", "机制", "mechanisms:list", Act.VIEW_MECHANISMS),
    Desk("data", "数据", "data:list", Act.VIEW_DATA),
    Desk("units", "系统", "units:system", Act.VIEW_SYSTEM),
)


def first_page_of(role: str) -> str:
    """Name of the address where a role begins: its first desk; its own password where it has none.

    Example:
        >>> first_page_of("leader"), first_page_of("audit_admin")
        ('home', 'units:system')
    """
    return next((desk.url for desk in DESKS if desk.is_open_to(role)), "password_change")
