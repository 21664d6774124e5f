"""The parallels: the filter by mouse, keyboard and address, with and without script, and cards on a phone."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ROOT, OpenPage
from tests.browser.pages import assert_accessible

ROWS = json.loads((ROOT / "docs" / "parallels.json").read_text("utf-8"))
SIMILAR = [id_ for id_, row in ROWS.items() if row["rating"] == "similar"]


def open_parallels(page: Page, site_url: str, query: str = "") -> Locator:
    page.goto(f"{site_url}/comparison/{query}")
    expect(page.locator("nn-parallels:defined")).to_have_count(1)
    return page.locator("nn-parallels")


def shown(parallels: Locator) -> list[str]:
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


def test_it_reads_whole_and_filters_without_script(open_page: OpenPage, site_url: str):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site_url}/comparison/")
    parallels = page.locator("nn-parallels")
    assert shown(parallels) == list(ROWS)
    parallels.locator("label", has_text="similar").click()
    assert shown(parallels) == SIMILAR


def test_it_stays_a_table_for_the_ear_and_fits(page: Page, site_url: str, subtests: pytest.Subtests):
    for path in ("comparison/", "zh/comparison/"):
        for width in (320, 768, 1440):
            with subtests.test(path=path, width=width):
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(f"{site_url}/{path}?parallels=different")
                table = page.locator("nn-parallels").get_by_role("table")
                row = table.get_by_role("row").filter(has=page.locator("td")).first
                expect(row.get_by_role("rowheader")).to_have_count(1)
                expect(row.get_by_role("cell")).to_have_count(2)
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                for label in page.locator("nn-parallels label").all():
                    box = label.bounding_box()
                    assert box is not None
                    assert box["height"] >= 44
                assert_accessible(page, "nn-parallels")
