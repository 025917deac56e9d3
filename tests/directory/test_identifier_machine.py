"""What is one person's at a time, wanted by three in any order and by two at the same moment, over a log as it is (D4)."""

from __future__ import annotations

from typing import Any, Final
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.directory.claiming import changed
from services.directory.domain.identifier import Identifier
from services.directory.domain.person import Person
from services.directory.domain.refusals import IdentifierTaken, SignInTaken
from services.directory.domain.standing import Identified
from services.directory.events import Indexes
from shared.identity import PersonId
from shared.store import NotFound, VersionConflict
from shared.tables import Place
from tests.directory.acts import DETAILS, HARBOUR, INES, JORDAN, MAYA, MONDAY, PETRA, ROWAN
from tests.faults.logs import ACTING, shut, store_at

PEOPLE: Final = (MAYA, JORDAN, PETRA)
WANTED: Final = ("one", "two")
people, handles, links = st.sampled_from(PEOPLE), st.sampled_from([*WANTED, None]), st.sampled_from(WANTED)


class IdentifierMachine(RuleBasedStateMachine):
    """The model is a board of name tags: each hangs with one person or with nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.store = store_at(Place("memory"))
        self.tags: dict[Identified, PersonId] = {}
        for one in PEOPLE:
            self.store.append(Person.add(one, agency=HARBOUR, details=DETAILS, indexes=Indexes()), ACTING)

    def teardown(self) -> None:
        shut(self.store)

    def is_free(self, tag: Identified, who: PersonId) -> bool:
        return self.tags.get(tag, who) == who

    def renamed(self, who: PersonId, handle: str | None) -> list[Any]:
        """What is to be appended when somebody's handle is told anew."""
        person = self.store.get(Person, who)
        before = person.identified
        person.change_details(DETAILS, Indexes(handle=handle))
        return [person, *changed(self.store, person, before)]

    def hang(self, who: PersonId, handle: str | None) -> None:
        mine = [tag for tag, whose in self.tags.items() if tag[0] == "handle" and whose == who]
        for tag in mine:
            del self.tags[tag]
        if handle:
            self.tags["handle", handle] = who

    @rule(who=people, handle=handles)
    def a_handle_is_told(self, who: PersonId, handle: str | None) -> None:
        if handle is None or self.is_free(("handle", handle), who):
            person, *others = self.renamed(who, handle)
            self.store.append(person, ACTING, *others)
            self.hang(who, handle)
        else:
            with pytest.raises(IdentifierTaken) as refused:
                self.renamed(who, handle)
            assert refused.value.fields == ("details.handle",)

    @rule(two=st.permutations(PEOPLE), handle=st.sampled_from(WANTED))
    def two_are_told_one_handle_at_the_same_moment(self, two: list[PersonId], handle: str) -> None:
        if ("handle", handle) in self.tags:
            return
        first, second = (self.renamed(who, handle) for who in two[:2])
        self.store.append(first[0], ACTING, *first[1:])
        self.hang(two[0], handle)
        with pytest.raises(VersionConflict):
            self.store.append(second[0], ACTING, *second[1:])

    @rule(who=people, link=links)
    def a_sign_in_is_linked(self, who: PersonId, link: str) -> None:
        person = self.store.get(Person, who)
        before = person.identified
        told: dict[str, Any] = {"issuer": "issuer", "subject": link, "of_employer": True}
        if person.guarded:
            proposal = uuid4()
            person.propose_sign_in(proposal, INES, link, today=MONDAY, **told)
            person.confirm(proposal, ROWAN, MONDAY, ("issuer", link))
        else:
            person.link_sign_in(link, **told)
        if self.is_free(("sign-in", link), who):
            self.store.append(person, ACTING, *changed(self.store, person, before))
            self.tags["sign-in", link] = who
        else:
            with pytest.raises(SignInTaken):
                changed(self.store, person, before)

    @precondition(lambda self: any(kind == "sign-in" for kind, _ in self.tags))
    @rule(data=st.data())
    def a_sign_in_is_switched_off(self, data: st.DataObject) -> None:
        tag = data.draw(st.sampled_from(sorted(tag for tag in self.tags if tag[0] == "sign-in")))
        person = self.store.get(Person, self.tags.pop(tag))
        before = person.identified
        person.switch_off(tag[1])
        self.store.append(person, ACTING, *changed(self.store, person, before))

    @invariant()
    def each_hangs_where_the_board_says(self) -> None:
        for kind in ("handle", "sign-in"):
            for keyed in WANTED:
                assert self.holder((kind, keyed)) == self.tags.get((kind, keyed))
        for who in PEOPLE:
            mine = {tag for tag, whose in self.tags.items() if whose == who}
            assert self.store.get(Person, who).identified == mine

    def holder(self, tag: Any) -> PersonId | None:
        try:
            return self.store.get(Identifier, Identifier.id_of(*tag)).holder
        except NotFound:
            return None


TestWhatIsOnePersonsAtATimeIsNeverTwosD4 = IdentifierMachine.TestCase
IdentifierMachine.TestCase.settings = settings(
    max_examples=30, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow]
)
