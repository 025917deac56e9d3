"""Demo data: invented agencies and people, and agreements in every state, placed relative to the first start."""

from services.house.demo.filling import Demo, fill
from services.house.demo.people import AGENCIES, PEOPLE, subject_of

__all__ = ["AGENCIES", "PEOPLE", "Demo", "fill", "subject_of"]
