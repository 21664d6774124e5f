"""Statements to sort: each choice is answered at once, by keyboard too, with its source."""

from playwright.sync_api import Page, expect


def open_sort(page: Page, site_url: str):
    page.goto(f"{site_url}/does-it-feel/")
    sort = page.locator("nn-quiz[data-at-once]")
    expect(sort).to_have_attribute("data-listening", "")
    return sort


def test_a_choice_is_answered_at_once_with_its_source(page: Page, site_url: str):
    sort = open_sort(page, site_url)
    first = sort.locator("form").first
    first.locator("input").first.focus()
    page.keyboard.press("Space")
    expect(first.get_by_role("status")).to_contain_text("Right. Cross-entropy")
    expect(first.get_by_role("link", name="Shannon 1948")).to_have_attribute("href", "#ref-shannon1948")
    page.keyboard.press("ArrowRight")
    expect(first.get_by_role("status")).to_contain_text("Not quite. Cross-entropy")
    expect(sort.locator("[data-part=score]")).to_have_text("0 of 7 placed as the sources have it.")


def test_all_in_their_place_is_no_progress_of_the_page(page: Page, site_url: str):
    sort = open_sort(page, site_url)
    for form in sort.locator("form").all():
        form.locator("input[data-right]").check()
    expect(sort.locator("[data-part=score]")).to_have_text("All 7 placed as the sources have it.")
    assert page.evaluate("localStorage.getItem('nnweb progress')") is None
    sort.get_by_role("button", name="Start sorting again").click()
    expect(sort.locator("[data-part=score]")).to_have_text("0 of 7 placed as the sources have it.")
