"""Three published agreement forms as data: their fields in short labels of ours, with invented answers.

Nobody in them is real, and no person being supported is in them at all (D2).
"""

from typing import Final

from tests.forms.answers import SUPERVISOR, WORKER
from tests.forms.form import STARTS, Form, filled_terms, lost
from tests.forms.ontario import ONTARIO
from tests.forms.queensland import QUEENSLAND
from tests.forms.tip_52 import TIP_52

__all__ = [
    "FORMS",
    "ONTARIO",
    "QUEENSLAND",
    "STARTS",
    "SUPERVISOR",
    "TIP_52",
    "WORKER",
    "Form",
    "filled_terms",
    "lost",
]

FORMS: Final = (TIP_52, QUEENSLAND, ONTARIO)
