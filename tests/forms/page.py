"""Renders docs/forms.md from the forms; `python -m tests.forms.page` writes it anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from services.agreements.events import Objective, Terms
from tests.forms import FORMS, Form
from tests.forms.form import AGREEMENT, Part

PAGE: Final = Path(__file__).parents[2] / "docs" / "forms.md"

INTRO: Final = """\
# Published agreement forms, and where their fields go

Whoever has agreed on paper finds every field of that paper here. Three published forms are taken up, in
short labels of ours; each of their fields has a named field in an agreement, and there is no field for
leftovers. A test fills in each form, and this page is made from the same data.

Fields of a form that share one field become lines of it. An objective belongs to a purpose and to the
worker, the supervisor or both, with its expected outcome beside it. The two people are known by id; their
names are printed with the signatures. Codes in brackets are explained in [domain.md](domain.md).

## Where to begin

Nobody has to begin with an empty page. `GET /agreements/blocks/topics` and `GET /agreements/blocks/responsibilities`
offer sentences to choose from, each with the source it is taken from; `kind=` narrows them to what fits the kind
of agreement, `of=` to one of the two, `side=` to the agency supervisor's or the peer supervisor's. What sources do
not agree on says why, and you decide. Copy what you want into `terms.topics`, `terms.worker_responsibilities` and
`terms.supervisor_responsibilities`, change every word you like, add your own: an agreement holds what you wrote, not
what was offered. A topic may be a code alone (`K3-22`), a code with words of your own behind it, or words; with the
code in front it can still be told later which topic a line is about.

A partnership of two organisations (`POST /partnerships`, A7) takes topics and a supervisor's responsibilities by code
alone, each once, and says on whose side it is: `peer`, `agency` or `either`. What you want to say besides in words has
fields of its own: arrangements, emergencies, what the outside supervisor may refuse, disagreements, cost.
"""


def described(part: Part) -> str:
    """What the place of an answer is for, in the words of the API."""
    if part.into in AGREEMENT:
        return AGREEMENT[part.into]
    about = Terms.model_fields[part.field].description or ""
    if part.of is None or part.purpose is None:
        return about
    return f"Of the {part.of}, {part.purpose}." if part.of != "both" else f"Of both, {part.purpose}."


def page() -> str:
    """The whole page."""
    return "\n".join([INTRO, *(line for form in FORMS for line in _form(form)), *_rest()]) + "\n"


def _form(form: Form) -> Iterator[str]:
    yield f"## {form.name}\n\nSource: {form.source}.\n\n{form.note}\n"
    yield "| the form asks for | field | what it holds |\n|---|---|---|"
    for asked in form.asked:
        for part in asked.parts:
            yield f"| {asked.label} | `{part.into}` | {described(part)} |"
    fields = dict.fromkeys(f"`{part.into}`" for part in form.besides)
    yield "\nNot asked there, and filled in because no agreement is signed without (A2, C7):"
    yield f"{', '.join(fields)}, `terms.difficulties_to`.\n"


def _rest() -> Iterator[str]:
    asked = {part.field for form in FORMS for asked in form.asked for part in asked.parts}
    yield "## Fields that none of the three asks for\n"
    yield "| field | what it holds |\n|---|---|"
    for name, field in Terms.model_fields.items():
        if name not in asked:
            yield f"| `terms.{name}` | {field.description} |"
    yield "\n## Parts of an objective\n"
    yield ", ".join(f"`{name}`" for name in Objective.model_fields) + ":"
    yield "which of the three purposes (S3), whose it is, what is wanted, and how they will know."


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
