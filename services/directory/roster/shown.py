"""What is shown of a plan: lines, columns and ids. Values stay in the file and in the directory."""

from __future__ import annotations

from services.directory.forms.imported import ChangeOut, ImportOut
from services.directory.roster.comparing import Plan, Step


def import_form(plan: Plan, digest: str) -> ImportOut:
    new = [one for one in plan.steps if one.is_new]
    leavers = [one for one in plan.steps if one.line is None]
    changed = [one for one in plan.steps if not one.is_new and one.line is not None]
    told = {"new": new, "changed": changed, "leavers": leavers}
    return ImportOut(
        digest=digest,
        unchanged=plan.unchanged,
        **{name: [_change(one) for one in sorted(steps, key=_line)] for name, steps in told.items()},
    )


def _line(step: Step) -> int:
    return step.line or 0


def _change(step: Step) -> ChangeOut:
    person = None if step.is_new else step.person
    return ChangeOut(line=step.line, person=person, changes=list(step.changes), keeps=list(step.keeps))
