"""What is added to terms in force: it holds once both sides have signed it, as long as the terms that it belongs to (A3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from services.agreements.domain.negotiated import F, Negotiated, T
from services.agreements.domain.parts import Addendum, Signature
from services.agreements.domain.refusals import AddendumNotOpen, NoSuchAddendum


class Amended(Negotiated[F, T]):
    """The rules of addenda that every agreement shares, whoever its two sides are."""

    addenda: tuple[Addendum, ...] = ()

    def open_addendum(self, number: int) -> Addendum:
        """The addendum of this number, which can be signed or withdrawn; raises for any other."""
        addendum = next((one for one in self.addenda if one.number == number), None)
        if addendum is None:
            raise NoSuchAddendum("number")
        bound = self.in_force.number if self.in_force else None
        if addendum.in_force or addendum.withdrawn or addendum.terms_version != bound:
            raise AddendumNotOpen
        return addendum

    def addendum_standing(self, addendum: Addendum) -> Literal["in-force", "open", "withdrawn", "earlier"]:
        """It binds as long as the terms that it belongs to; `earlier` once those have been replaced, or all is over."""
        if addendum.withdrawn:
            return "withdrawn"
        if self.over or self.in_force is None or addendum.terms_version != self.in_force.number:
            return "earlier"
        return "in-force" if addendum.in_force else "open"

    def _sign_addendum(self, given: Signature) -> None:
        number = given.terms_version
        self._addendum(number, signatures=(*self.addenda[number - 1].signatures, given))

    def _addendum(self, number: int, **changes: Any) -> None:
        changed = replace(self.addenda[number - 1], **changes)
        self.addenda = (*self.addenda[: number - 1], changed, *self.addenda[number:])
