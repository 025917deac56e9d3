"""Demo data: invented agencies and people, and agreements in every state, placed relative to the first start."""

from collections.abc import Callable
from datetime import datetime

from services.house.building import House
from services.house.demo.filling import Demo
from services.house.demo.people import AGENCIES, PEOPLE, subject_of
from services.house.demo.story import fill_story

__all__ = ["AGENCIES", "PEOPLE", "Demo", "fill", "subject_of"]


def fill(house: House, *, start: Callable[[], datetime]) -> Demo:
    """All of it; tests that need no year fill a `Demo` themselves."""
    demo = Demo(house, start())
    demo.fill()
    fill_story(demo)
    return demo
