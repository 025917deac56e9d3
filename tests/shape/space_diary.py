"""All that can be asked about a diary, an evaluation, a goal, and what the field has lists of."""

from services.directory.events import Role
from services.sessions.policy import CATALOGUES, DIARIES, EVALUATIONS, GOALS, OVERSIGHT
from tests.shape.space import Space

ROLES = tuple(role.value for role in Role)
SPACES = (
    Space("Catalogue", CATALOGUES, ("anybody", *ROLES, "system"), ("see",), ("",), 1_024),
    Space(
        "Diary",
        DIARIES,
        ("owner", "supervisor", "line_manager", *ROLES, "system"),
        ("keep", "see", "read-diary", "export-diary", "revise", "copy", "delete"),
        ("",),
        16_384,
    ),
    Space(
        "Evaluation",
        EVALUATIONS,
        (
            *("worker", "supervisor", "author", "wrote", "recipient", "there", "supervises"),
            *(*OVERSIGHT, "administrator", "system"),
        ),
        ("see", "read-words", "give", "write", "show", "add", "see-accesses"),
        ("given", "written", "shown"),
        393_216,
    ),
    Space(
        "Goal",
        GOALS,
        ("worker", "supervisor", "cover", *OVERSIGHT, "administrator", "system"),
        ("see", "read-words", "set", "note-progress", "change", "end", "see-accesses"),
        ("open", "ended"),
        16_384,
    ),
)
