"""What a figure speaks of, as the code of an organisation unit, and back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sanyi.kernel import Scope, ScopeKind


@dataclass(frozen=True, slots=True)
class OrgUnits:
    """The codes that both sides know.

    Args:
        whole: code of the place whose data are loaded; figures of everything carry it.
        places, institutions: codes of the places below it and of its institutions.
    """

    whole: str
    places: Collection[str] = ()
    institutions: Collection[str] = ()

    def code_of(self, scope: Scope) -> str:
        """The code of a scope; empty where it is no organisation, as the group of a split."""
        match scope.kind:
            case ScopeKind.ALL:
                return self.whole
            case ScopeKind.PLACE | ScopeKind.INSTITUTION:
                return scope.id
        return ""

    def scope_of(self, code: str) -> Scope | None:
        """The scope of a code; None where nobody here is known by it."""
        if code == self.whole:
            return Scope()
        if code in self.institutions:
            return Scope(ScopeKind.INSTITUTION, code)
        return Scope(ScopeKind.PLACE, code) if code in self.places else None
