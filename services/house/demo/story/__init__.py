from __future__ import annotations

from services.house.demo.filling import Demo
from services.house.demo.story.concerns import fill_concerns
from services.house.demo.story.group import fill_group
from services.house.demo.story.mill import fill_mill
from services.house.demo.story.sessions import fill_sessions


def fill_story(demo: Demo) -> None:
    """Apart from what tests need: it takes its time, and changes nothing of what was there before."""
    fill_mill(demo)
    fill_sessions(demo)
    fill_group(demo)
    fill_concerns(demo)
