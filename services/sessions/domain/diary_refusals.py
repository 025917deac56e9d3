"""Every way a diary says no; the docstring is what its owner reads."""

from shared.aggregate import Refused, Unfit


class DeletedForGood(Refused):
    """You deleted this for good; nothing is added to it any more (S7)."""


class UnknownPrompts(Unfit):
    """The catalogue of prompts has no such code (K27)."""


class UnknownCompetencies(Unfit):
    """The catalogue of competences has no such code for what a worker does or brings (K7)."""
