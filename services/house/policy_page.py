"""The officer's page: who may what, in sentences, by relation, and who never."""

from __future__ import annotations

from collections.abc import Iterable

from services.house.manifest import POLICIES
from shared.access import Policy

HEAD = """# Who may do and see what

Generated from the decision tables by `make docs`; a test fails when it is stale. What no sentence allows is denied: an
agency, an administrator, an operator or a line manager gets no content by being that. There is no break-glass.

How somebody can stand to a record, where the word alone does not say it: **party**, they share an agreement with that
person and the other has taken part in it; **colleague**, both belong to one agency by home, role or placement;
**hr**, **privacy_officer**, **coordinator**, **auditor**, they hold that role today at the agency whose affair it is (for a
person: the agency that made them known; for an agreement or a placement: its host; for a partnership: either of its two sides);
**partner**, at the peer-run organisation they hold one of those roles, or supervise the worker there under an agreement placed
under the partnership, and the time they ask about is one in which it bound and covered the placement; **supervisor** and
**worker** of a partnership, they supervise at either side or have a placement that it covers; **signatory**, they are coordinator
or HR of the side they sign for; **home_keeper**, HR or privacy officer of the worker's home agency; **facilitator**, they
facilitate a group of group supervision, or did at that meeting; **member** of such a group and **participant** of a circle of
co-reflection, they belong to it today; **invited** and **asked-to-facilitate**, they were asked to join or to facilitate and
have not yet; **attended** and **took-part**, they were at that meeting, of a group or of a circle, and **there**, at the same
one as somebody else; **recipient**, the one whom a difficulty went to, or to whom advice or a disclosure did; **author**,
whoever wrote it; **supervisor** of a performance record, they supervise its worker administratively at its agency under an
agreement in force; **worker** and **supervisor** of feedback, they are that under an agreement in force at the agency;
**one_of_the_two** and **party**, they are of those between whom a record is; **shown**, its author let them see it, or an order
to erase it names them to approve that; **publisher**, no person but the house itself; **proposer**, whoever proposed what waits
for a second officer; **officer_somewhere**, privacy officer of any agency; **anybody**, everybody linked to a person.
"""


def sentences(policy: Policy) -> list[str]:
    """A policy as its sentences, each with its row's id."""
    head = f"About {_a(policy.subject)} (policy {policy.version}):"
    return [head, *(f"  {rule.id:<5} {rule.effect:<6} {rule.sentence}" for rule in policy.rules)]


def _a(subject: str) -> str:
    return f"{'an' if subject[0] in 'aeiou' else 'a'} {subject}"


def page(policies: Iterable[Policy] = POLICIES) -> str:
    return HEAD + "".join(_one(policy) for policy in policies)


def _one(policy: Policy) -> str:
    rows = "".join(
        f"| {rule.id} | {rule.effect} | {rule.sentence} | {', '.join(rule.who)} | {rule.action} |\n"
        for rule in policy.rules
    )
    table = "\n| row | | sentence | who | action |\n| --- | --- | --- | --- | --- |\n" + rows
    by_relation = "".join(
        _relation(policy, who) for who in dict.fromkeys(w for r in policy.rules for w in r.who)
    )
    return f"\n## About {_a(policy.subject)}\n\nPolicy version `{policy.version}`.\n{table}\n{by_relation}"


def _relation(policy: Policy, who: str) -> str:
    may = [rule for rule in policy.rules if who in rule.who and rule.effect == "allow"]
    never = [rule for rule in policy.rules if who in rule.who and rule.effect == "deny"]
    lines = [f"- {rule.action} ({rule.id})" + _limits(rule.sees) for rule in may]
    lines += [f"- never: {rule.action} ({rule.id})" for rule in never]
    return f"\n**{who}** may\n\n" + "\n".join(lines) + "\n"


def _limits(sees: tuple[str, ...]) -> str:
    return f": only {', '.join(sees)}" if sees else ""
