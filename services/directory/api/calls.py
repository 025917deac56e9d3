"""A request to the directory: its laws, and what it knows of who asks."""

from __future__ import annotations

from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends
from propcache.api import cached_property

from services.directory import policy
from services.directory.domain.agency import Agency
from services.directory.domain.person import Person
from services.directory.domain.placement import Placement
from services.directory.domain.policy_set import PolicySet
from services.directory.policy.training import OUTSIDE, TRAINING, to_learning
from services.directory.relations import PersonErased, Relations
from services.directory.views import acquainted_with
from shared.access import Policy
from shared.identity import AgencyId, PersonId
from shared.web.calls import Call, Law, calls


class DirectoryCall(Call):
    @property
    def relations(self) -> Relations:
        return cast("Relations", self.desk.directory)

    @cached_property
    def acquainted(self) -> frozenset[PersonId]:
        return acquainted_with(self.relations, self.person)

    @property
    def people(self) -> Law[Person]:
        return Law(
            Person,
            policy.PEOPLE,
            lambda one, by: policy.to_person(one, by, self.relations, self.acquainted),
            lambda _one: "",
        )

    @property
    def agencies(self) -> Law[Agency]:
        return Law(
            Agency,
            policy.AGENCIES,
            lambda one, by: policy.to_agency(one, by, self.relations),
            lambda _one: "",
        )

    @property
    def placements(self) -> Law[Placement]:
        return Law(
            Placement,
            policy.PLACEMENTS,
            lambda one, by: policy.to_placement(one, by, self.relations),
            lambda _one: "",
        )

    @property
    def policy_sets(self) -> Law[PolicySet]:
        return Law(
            PolicySet,
            policy.POLICY_SETS,
            lambda one, by: policy.to_policy_set(frozenset({one.by_agency}), by, self.relations),
            lambda _one: "",
        )

    @property
    def trainings(self) -> Law[Person]:
        return self._learning(TRAINING)

    @property
    def outside(self) -> Law[Person]:
        """Supervision that somebody has outside the house."""
        return self._learning(OUTSIDE)

    def _learning(self, rows: Policy) -> Law[Person]:
        return Law(Person, rows, lambda one, by: to_learning(one, by, self.relations), lambda _one: "")

    def require_known(self, *people: PersonId | None) -> None:
        """Raises 409 for somebody the directory has not heard of, and PersonErased for somebody of whom it was erased who they were."""
        if any(person is not None and not self.relations.knows(person) for person in people):
            raise self.unheard_of("person")
        self.require_there(*people)

    def roles_today(self, person: Person) -> frozenset[tuple[AgencyId, str]]:
        """Held by each agency's clock, as the person's own history says, which an ETag goes with."""
        held = person.roles.values()
        lasting = (one for one in held if one.lasts(self.relations.today_at(one.agency)))
        return frozenset((one.agency, one.role.value) for one in lasting)

    def require_there(self, *people: UUID | None) -> None:
        """Raises PersonErased."""
        if any(person is not None and self.is_erased(person) for person in people):
            raise PersonErased

    def is_erased(self, person: UUID) -> bool:
        """Whether a person's key is gone; asked without unwrapping anything."""
        return self.desk.store.keys.is_destroyed(f"pk:{person}")


Directory = Annotated[DirectoryCall, Depends(calls("directory", DirectoryCall))]
