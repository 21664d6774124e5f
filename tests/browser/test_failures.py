"""What a reader is told when Python can't come: what failed, in their words, and a way to try again."""

import re

from playwright.sync_api import Page, expect

from tests.browser.pages import BOOT


def lab(page: Page):
    return page.locator('[data-component="lab"]')


def test_offline_is_said_and_retry_recovers(page: Page, site_url: str):
    page.goto(f"{site_url}/lab/")
    expect(lab(page)).to_have_attribute("data-listening", "")
    page.context.set_offline(True)
    lab(page).get_by_role("button", name="Train", exact=True).click()
    expect(lab(page)).to_have_attribute("data-state", "error", timeout=BOOT)
    expect(lab(page)).to_contain_text("The connection failed")
    page.context.set_offline(False)
    lab(page).get_by_label("Epochs", exact=True).fill("1")
    lab(page).get_by_label(re.compile("^Training images")).fill("1000")
    lab(page).get_by_role("button", name="Retry").click()
    expect(lab(page)).to_have_attribute("data-state", "done", timeout=BOOT)


def test_a_missing_webassembly_is_named(page: Page, site):
    site.before["/assets/nnweb/worker/worker.js"] = b"delete self.WebAssembly;\n"
    page.goto(f"{site.url}/lab/")
    lab(page).get_by_role("button", name="Train", exact=True).click()
    expect(lab(page)).to_have_attribute("data-state", "error", timeout=BOOT)
    expect(lab(page)).to_contain_text("no WebAssembly")
    expect(lab(page).get_by_role("button", name="Retry")).to_be_visible()


def test_a_damaged_file_is_named_and_fetched_anew(page: Page, site):
    damaged = "t10k-labels-idx1-ubyte.gz"
    site.before[f"/assets/nnweb/data/{damaged}"] = b"not what it was"
    page.goto(f"{site.url}/lab/")
    lab(page).get_by_label("Epochs", exact=True).fill("1")
    lab(page).get_by_label(re.compile("^Training images")).fill("1000")
    lab(page).get_by_role("button", name="Train", exact=True).click()
    expect(lab(page)).to_have_attribute("data-state", "error", timeout=BOOT)
    failure = lab(page).locator(".nn-failure")
    expect(failure).to_have_attribute("data-kind", "integrity")
    expect(failure).to_contain_text(damaged)
    site.before.clear()
    failure.get_by_role("button", name="Retry").click()
    expect(lab(page)).to_have_attribute("data-state", "done", timeout=BOOT)
