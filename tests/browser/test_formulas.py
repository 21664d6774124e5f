"""Formulas read without script and light up with what names the same terms; the article's lines open."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import assert_accessible

PATH = "/formulas-to-code/"


def open_formulas(page: Page, site_url: str) -> Locator:
    page.goto(site_url + PATH)
    formula = page.locator("#formula-dense-forward")
    formula.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    return formula


def lit(page: Page) -> set[str]:
    elements = page.locator("[data-lit]").all()
    return {element.get_attribute("data-term") or "" for element in elements}


def test_pointing_at_a_term_lights_it_in_the_code_and_back(page: Page, site_url: str):
    formula = open_formulas(page, site_url)
    code = page.locator(".nn-source").first
    formula.locator("[data-term=weight]").first.hover()
    assert lit(page) == {"weight"}
    expect(code.locator("[data-term=weight][data-lit]").first).to_have_text("kernel")
    code.locator("[data-term=bias]").first.hover()
    assert lit(page) == {"bias"}
    expect(formula.locator("[data-term=bias]")).to_have_attribute("data-lit", "")
    page.locator("h2").first.hover()
    assert lit(page) == set()


def test_the_keyboard_goes_from_term_to_term(page: Page, site_url: str):
    formula = open_formulas(page, site_url)
    formula.focus()
    seen: list[str] = []
    for _ in range(6):
        page.keyboard.press("ArrowRight")
        seen.extend(lit(page))
    assert seen == ["sum", "input", "weight", "bias", "activation", "sum"]
    page.keyboard.press("ArrowLeft")
    assert lit(page) == {"activation"}
    page.keyboard.press("Escape")
    assert lit(page) == set()


def test_a_finger_lights_a_term_and_the_figures_part_with_it(open_page: OpenPage, site_url: str):
    page = open_page(has_touch=True, viewport={"width": 390, "height": 800})
    open_formulas(page, site_url)
    page.locator("#formula-numerical-gradient [data-term=analytic]").tap()
    assert lit(page) == {"analytic"}
    expect(page.locator("#figure-gradient_bugs [data-term=analytic]")).to_have_attribute("data-lit", "")
    page.locator("h1").tap()
    assert lit(page) == set()


def test_it_reads_without_script_and_a_line_opens(open_page: OpenPage, site_url: str):
    page = open_page(java_script_enabled=False)
    page.goto(site_url + PATH)
    expect(page.locator("#formula-adam math")).to_have_count(3)
    box = page.locator("#formula-adam math").last.bounding_box()
    assert box is not None
    assert box["height"] > 30, "the fraction is drawn as one"
    notes = page.locator(".nn-article__note")
    expect(notes.filter(visible=True)).to_have_count(1)
    line = page.locator(".nn-article__line", has_text="epochs=5")
    line.locator("summary").click()
    expect(line.locator(".nn-article__note")).to_be_visible()
    expect(notes.filter(visible=True)).to_have_count(1)


def test_a_line_opens_by_keyboard(page: Page, site_url: str):
    page.goto(site_url + PATH)
    line = page.locator(".nn-article__line").first
    line.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(line.locator(".nn-article__note")).to_be_visible()
    page.keyboard.press("Enter")
    expect(line.locator(".nn-article__note")).to_be_hidden()


def test_the_page_is_no_wider_than_a_phone_and_axe_finds_nothing(open_page: OpenPage, site_url: str):
    page = open_page(viewport={"width": 360, "height": 740})
    for language in ("", "/zh"):
        page.goto(site_url + language + PATH)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert_accessible(page, ".md-content")
