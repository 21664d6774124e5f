"""A formula's terms and a figure's parts light up together: by mouse, keyboard and finger, and both ways."""

from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import Warm, assert_accessible

# A page of each lesson on learning: one of its formulas, its figure, and a term of both.
PAIRS = [
    ("how-it-learns", "learning-loop", "learning_loop", "blame"),
    ("forward", "forward-pass", "forward", "next-weight"),
    ("losses", "squared-error-through-sigmoid", "losses", "sigmoid-slope"),
    ("backward", "chain-rule", "backward", "z3-by-h1"),
    ("gradient-descent", "gradient-step", "descent", "gradient"),
    ("activations", "activation-slope", "activation", "slope"),
    ("formulas-to-code", "numerical-gradient", "gradient_bugs", "numerical"),
]


def open_page_with_terms(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator("nn-figure").first).to_have_attribute("data-listening", "")
    page.wait_for_load_state("networkidle")


def lit(where: Locator) -> set[str]:
    return {part.get_attribute("data-term") or "" for part in where.locator("[data-lit]").all()}


@pytest.mark.parametrize(("path", "formula", "figure", "term"), PAIRS, ids=[pair[0] for pair in PAIRS])
@pytest.mark.parametrize("language", ["", "zh/"], ids=["en", "zh"])
def test_pointing_at_a_term_lights_its_part_and_back(
    page: Page, site_url: str, language: str, path: str, formula: str, figure: str, term: str
):
    open_page_with_terms(page, f"{site_url}/{language}{path}/")
    block, drawn = page.locator(f"#formula-{formula}"), page.locator(f"#figure-{figure}")
    block.locator(f"[data-term={term}]").first.hover()
    assert lit(block) == lit(drawn) == {term}
    part = drawn.locator(f"[data-term={term}]").first
    expect(part).to_be_visible()
    page.locator("h1").hover()
    assert lit(page.locator("body")) == set()
    back = next(term for term in terms(drawn, visible=True) if term in terms(block))
    drawn.locator(f"[data-term={back}]").filter(visible=True).first.hover()
    assert lit(block) == {back}


def terms(where: Locator, visible: bool = False) -> list[str]:
    parts = where.locator("[data-term]")
    found = (parts.filter(visible=True) if visible else parts).all()
    return [part.get_attribute("data-term") or "" for part in found]


def test_a_lit_part_has_a_ring_and_no_motion(page: Page, site_url: str):
    open_page_with_terms(page, f"{site_url}/backward/")
    page.locator("#formula-chain-rule [data-term=loss-by-w11]").first.hover()
    part = page.locator("#figure-backward svg [data-term=loss-by-w11]").first
    style = part.evaluate("(e) => [getComputedStyle(e).outlineStyle, getComputedStyle(e).transitionDuration]")
    assert style == ["solid", "0s"]


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_press_on_a_term_leads_to_its_part_which_stays_lit(
    open_page: OpenPage, site_url: str, motion: Literal["no-preference", "reduce"]
):
    page = open_page(reduced_motion=motion)
    open_page_with_terms(page, f"{site_url}/backward/")
    block, graph = page.locator("#formula-chain-rule"), page.locator("#figure-backward [data-panel=graph]")
    block.locator("[data-term=z3-by-h1]").first.scroll_into_view_if_needed()
    expect(graph).not_to_be_in_viewport(ratio=0.5)
    block.locator("[data-term=z3-by-h1]").first.click()
    expect(graph.locator("[data-term=z3-by-h1]")).to_be_in_viewport(ratio=1)
    assert lit(graph) == {"z3-by-h1"}
    page.locator("h1").hover()
    assert lit(graph) == set()
    block.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(graph.locator("[data-term=loss-by-w11]")).to_be_in_viewport(ratio=1)
    assert lit(graph) == {"loss-by-w11"}


def test_the_arrow_keys_go_through_a_drawing_and_its_formulas_follow(page: Page, site_url: str):
    open_page_with_terms(page, f"{site_url}/how-it-learns/")
    drawing = page.locator("#figure-learning_loop [data-has-terms]")
    formula = page.locator("#formula-learning-loop")
    drawing.focus()
    seen: list[str] = []
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        assert lit(formula) == lit(drawing)
        seen.extend(lit(formula))
        expect(formula.get_by_role("status")).to_have_text(seen[-1])
    assert seen == ["guess", "loss", "blame", "step"]
    page.keyboard.press("Escape")
    assert lit(page.locator("body")) == set()


def test_the_focus_on_a_control_lights_what_it_sets(page: Page, site_url: str):
    open_page_with_terms(page, f"{site_url}/gradient-descent/")
    page.locator("#figure-descent-rate").focus()
    assert lit(page.locator("#formula-gradient-step")) == {"learning-rate"}
    page.locator("#figure-descent [data-handle=start]").focus()
    assert lit(page.locator("#formula-gradient-step")) == {"weight"}


def test_a_finger_lights_both(open_page: OpenPage, site_url: str):
    page = open_page(has_touch=True, viewport={"width": 390, "height": 800})
    open_page_with_terms(page, f"{site_url}/backward/")
    page.locator("#formula-paths-meet [data-term=loss-by-z1]").tap()
    assert lit(page.locator("#figure-backward")) == {"loss-by-z1"}
    page.locator("#figure-backward svg [data-go][data-term=loss-by-w11]").tap()
    assert lit(page.locator("#formula-chain-rule")) == {"loss-by-w11"}


def test_it_outlives_a_drawing_of_the_worker_and_instant_navigation(warm: Warm):
    warm.visit("how-it-learns/")
    page = warm.page
    frame = page.locator("nn-figure")
    expect(frame).to_have_attribute("data-settled", "")
    step = frame.get_by_role("button", name="Step", exact=True)
    step.focus()
    page.locator("#formula-learning-loop [data-term=guess]").hover()
    before = frame.locator("[data-panel=loop] [data-part=layer]").inner_html()
    page.keyboard.press("Enter")
    expect(frame.locator("[data-part=said]")).to_contain_text("Round 2")
    assert frame.locator("[data-panel=loop] [data-part=layer]").inner_html() != before
    assert lit(frame) == {"guess"}
    warm.visit("losses/")
    page.locator("#formula-squared-error-through-sigmoid [data-term=loss]").hover()
    assert lit(page.locator("#figure-losses")) == {"loss"}


def test_axe_finds_nothing_and_the_page_is_no_wider_than_a_phone(open_page: OpenPage, site_url: str):
    page = open_page(viewport={"width": 360, "height": 740})
    for path in ("how-it-learns", "backward", "zh/backward"):
        page.goto(f"{site_url}/{path}/")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert_accessible(page, ".md-content")
