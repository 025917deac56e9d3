"""The front page in a browser: whoever looks at it, however, is shown all of it. Axe finds a part of what can be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, cast

import pytest

from tests.running import Running, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW, WIDE = 320, 1200
"""Pixels: what is left of 1280 at a zoom of 400 % (WCAG 2.2, 1.4.10), and what stands on a desk."""
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("a-folder-of-a-rather-long-name") / "data", "--demo") as made:
        yield made


@pytest.fixture(scope="module")
def window(browser: Browser, house: Running) -> Iterator[Page]:
    made = browser.new_page()
    made.goto(house.address)
    yield made
    made.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, window: Page) -> Page:
    """The front page as it came, as wide and in such colours as the test says."""
    width, scheme = cast("tuple[int, Scheme]", getattr(request, "param", (WIDE, "light")))
    window.set_viewport_size({"width": width, "height": 900})
    window.emulate_media(color_scheme=scheme)
    window.reload()
    return window


def findings(page: Page) -> list[tuple[str, str]]:
    """What axe holds to be wrong, and what it leaves to a person to judge: rule and element."""
    from axe_playwright_python.sync_playwright import Axe

    told: dict[str, Any] = Axe().run(page, options={"runOnly": RULES}).response
    assert told["passes"]
    doubtful = told["violations"] + told["incomplete"]
    return [(one["id"], node["html"]) for one in doubtful for node in one["nodes"]]


@pytest.mark.parametrize(
    "page", [(width, scheme) for width in (NARROW, WIDE) for scheme in ("light", "dark")], indirect=True
)
def test_axe_finds_nothing_on_the_front_page(page: Page) -> None:
    assert findings(page) == []


def test_axe_finds_a_fault_that_was_put_there(page: Page) -> None:
    page.evaluate("document.querySelector('h1').outerHTML = '<p style=\"color: #ccc\">Pale</p><img>'")

    assert {"color-contrast", "image-alt", "page-has-heading-one"} <= {rule for rule, _ in findings(page)}


@pytest.mark.parametrize("page", [(NARROW, "light"), (WIDE, "light")], indirect=True)
def test_nothing_on_the_front_page_is_cut_off_or_needs_scrolling_sideways(page: Page) -> None:
    wider = "[...document.querySelectorAll('*')].filter(e => e.clientWidth && e.scrollWidth > e.clientWidth)"

    assert page.evaluate(f"{wider}.map(e => e.outerHTML.slice(0, 80))") == []


def test_the_front_page_is_dark_for_whoever_wants_it_dark(page: Page) -> None:
    def brightness(scheme: Scheme) -> int:
        page.emulate_media(color_scheme=scheme)
        shade = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
        return sum(page.evaluate(shade))

    assert brightness("dark") < 150
    assert brightness("light") > 600


def test_the_front_page_asks_for_nothing_that_its_content_policy_forbids(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.reload()

    assert said == []


def test_every_link_of_the_front_page_is_reached_with_the_tab_key_and_then_marked(page: Page) -> None:
    links = page.evaluate("[...document.links].map(link => link.href)")
    at = "(e => [e.href, getComputedStyle(e).outlineStyle])(document.activeElement)"

    reached = []
    for _ in links:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(at))

    assert reached == [[link, "solid"] for link in links]
