"""The topics of training, written down a second time from the catalogue: side, and words that each is known by (K6)."""

from typing import Final

SUPERVISOR: Final = (
    *("models", "develop", "relationship", "methods", "ethics", "evaluation", "administration", "mentor"),
    *("philosophy", "programmes", "differs", "bringing", "perform"),
    *("train", "supervise already", "scope", "documented", "same help", "support"),
    *("merit", "values", "stigma", "peer work", "agency", "clarity", "look well", "own stories"),
    *("background", "how to supervise", "led by workers", "tokens", "digest", "in person"),
    *("taking part", "visits", "compared"),
)
"""K6-01 to K6-36."""
ALL: Final = ("all levels", "repeated", "beyond", "trauma", "orientation")
"""K6-37 to K6-41."""
WORKER: Final = (
    *("recover", "history", "values", "boundaries", "listening", "language", "story", "trauma", "culture"),
    *("stages", "self-help", "whole person", "advocacy", "empowerment", "pressure", "teams", "relationships"),
    *("system", "strengths", "evidence", "crisis", "community", "self-determination", "addiction"),
    *("symptoms", "same profession", "six months"),
)
"""K6-42 to K6-68."""
PATHS: Final = ("another profession", "from the role")
"""K6-69 and K6-70, for supervisors."""
REMARKED: Final = {
    *(8, *range(14, 28), 29, 30, 33, 34, 35),
    *(37, 38, 39, 41, 66, 67, 68, 69, 70),
}
"""Items that say how, when or who rather than what, or that come with something to bear in mind."""


def expected() -> dict[str, tuple[str, str]]:
    """Side and words of each topic, by its code."""
    told = [
        *(("supervisor", words) for words in SUPERVISOR),
        *(("all", words) for words in ALL),
        *(("worker", words) for words in WORKER),
        *(("supervisor", words) for words in PATHS),
    ]
    return {f"K6-{number:02}": one for number, one in enumerate(told, start=1)}
