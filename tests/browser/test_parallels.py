"""The parallels: the filter by mouse, keyboard and address, with and without script, and cards on a phone."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT

ROWS = json.loads((ROOT / "docs" / "parallels.json").read_text("utf-8"))
SIMILAR = [id_ for id_, row in ROWS.items() if row["rating"] == "similar"]


def open_parallels(page: Page, site_url: str, query: str = ""):
    page.goto(f"{site_url}/comparison/{query}", wait_until="networkidle")
    return page.locator("nn-parallels")


def shown(parallels) -> list[str]:
    rows = parallels.locator("tr[data-rating]").all()
    return [(row.get_attribute("id") or "").removeprefix("parallel-") for row in rows if row.is_visible()]


def test_a_verdict_is_chosen_by_keyboard_told_and_kept_in_the_address(page: Page, site_url: str):
    parallels = open_parallels(page, site_url)
    assert shown(parallels) == list(ROWS)
    parallels.get_by_role("radio", name="all").focus()
    page.keyboard.press("ArrowRight")
    expect(parallels.get_by_role("radio", name="similar")).to_be_checked()
    expect(parallels.get_by_role("status")).to_have_text(
        f"{len(SIMILAR)} rows are shown: those rated similar."
    )
    assert shown(parallels) == SIMILAR
    expect(page).to_have_url(re.compile(r"\?parallels=similar$"))
    page.keyboard.press("ArrowLeft")
    assert shown(parallels) == list(ROWS)
    expect(page).to_have_url(re.compile(r"/comparison/$"))


def test_an_address_opens_its_rows_and_a_heading_without_any_is_gone(page: Page, site_url: str):
    parallels = open_parallels(page, site_url, "?parallels=unknown")
    expect(parallels.get_by_role("status")).to_contain_text("unknown")
    unknown = [id_ for id_, row in ROWS.items() if row["rating"] == "unknown"]
    assert shown(parallels) == unknown
    for group, heading in (
        ("cell", "One unit, one neuron"),
        ("learning", "How they learn, and what it costs"),
    ):
        there = any(ROWS[id_]["group"] == group for id_ in unknown)
        expect(parallels.get_by_text(heading, exact=True)).to_be_visible(visible=there)


def test_an_unknown_address_shows_all(page: Page, site_url: str):
    assert shown(open_parallels(page, site_url, "?parallels=%22x%22")) == list(ROWS)


def test_it_reads_whole_and_filters_without_script(browser: Browser, site_url: str):
    context = browser.new_context(java_script_enabled=False)
    parallels = open_parallels(context.new_page(), site_url)
    assert shown(parallels) == list(ROWS)
    parallels.locator("label", has_text="similar").click()
    assert shown(parallels) == SIMILAR
    context.close()


@pytest.mark.parametrize("path", ["comparison/", "zh/comparison/"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_it_stays_a_table_for_the_ear_and_fits(browser: Browser, site_url: str, path: str, width: int):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{site_url}/{path}?parallels=different", wait_until="networkidle")
    table = page.locator("nn-parallels").get_by_role("table")
    row = table.get_by_role("row").filter(has=page.locator("td")).first
    expect(row.get_by_role("rowheader")).to_have_count(1)
    expect(row.get_by_role("cell")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for label in page.locator("nn-parallels label").all():
        box = label.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    results = Axe().run(page, context="nn-parallels")
    assert results.violations_count == 0, results.generate_report()
    context.close()
