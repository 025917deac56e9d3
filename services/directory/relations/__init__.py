"""Who stands how to whom: ids, roles, placements, managers, sign-ins as HMAC; no names. Every service fills its own copy.

Kept fresh by the directory's heartbeat. Older than a minute it answers nobody but those whom a record itself names.
"""

from services.directory.domain.required import Required
from services.directory.domain.strictness import stricter
from services.directory.events import (
    Alternative,
    ConcernRules,
    Level,
    NoticeTemplate,
    RegisterName,
    Requirements,
    Retention,
    TopicDue,
)
from services.directory.relations.asking import NewsParked, refuse_parked
from services.directory.relations.erased import (
    ErasedPeopleView,
    PersonErased,
    erased_people,
)
from services.directory.relations.questions import Relations
from services.directory.relations.rows import SUPERVISING, Named, PlacementNow
from services.directory.relations.trainings import Spell
from services.directory.relations.view import RelationsView

__all__ = [
    "SUPERVISING",
    "Alternative",
    "ConcernRules",
    "ErasedPeopleView",
    "Level",
    "Named",
    "NewsParked",
    "NoticeTemplate",
    "PersonErased",
    "PlacementNow",
    "RegisterName",
    "Relations",
    "RelationsView",
    "Required",
    "Requirements",
    "Retention",
    "Spell",
    "TopicDue",
    "erased_people",
    "refuse_parked",
    "stricter",
]
