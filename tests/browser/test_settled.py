"""By `data-settled` a component says that nothing is asked or waited for: what is seen is the newest."""

from playwright.sync_api import Page, expect

from tests.browser.pages import BOOT
from tests.browser.test_draw import draw, open_lab


def test_the_lab_settles_once_a_run_is_over_and_drawn(page: Page, site_url: str):
    open_lab(page, site_url)
    lab = page.locator("nn-lab")
    expect(lab).to_have_attribute("data-settled", "")
    page.locator("#nn-lab-train_images").fill("500")
    page.locator("#nn-lab-epochs").fill("1")
    lab.get_by_role("button", name="Train", exact=True).click()
    expect(lab).to_have_attribute("data-state", "loading")
    expect(lab).not_to_have_attribute("data-settled", "", timeout=100)
    expect(lab).to_have_attribute("data-settled", "", timeout=BOOT)
    expect(lab).to_have_attribute("data-state", "done")
    expect(lab.locator("[data-part=rows] tr")).to_have_count(1)


def test_the_pad_settles_with_the_answer_to_what_stands_there(page: Page, site_url: str):
    open_lab(page, site_url)
    pad = page.locator("nn-draw")
    expect(pad).to_have_attribute("data-settled", "")
    draw(page, [[(0.52, 0.18), (0.5, 0.5), (0.48, 0.82)]])
    expect(pad).not_to_have_attribute("data-settled", "", timeout=100)
    expect(pad).to_have_attribute("data-settled", "", timeout=BOOT)
    expect(pad.locator("[data-metric=prediction]")).to_have_text("1")


def test_a_cell_settles_when_its_program_has_ended(page: Page, site_url: str):
    page.goto(f"{site_url}/neuron/")
    page.get_by_role("button", name="Show the Python").first.click()
    cell = page.locator("nn-cell").filter(visible=True).first
    expect(cell).to_have_attribute("data-settled", "")
    cell.get_by_role("button", name="Run").click()
    expect(cell).not_to_have_attribute("data-settled", "", timeout=100)
    expect(cell).to_have_attribute("data-settled", "", timeout=BOOT)
    expect(cell).to_have_attribute("data-state", "done")
