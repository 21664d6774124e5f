"""The questions at the end of a lesson, by keyboard and mouse."""

from playwright.sync_api import Page, expect


def open_quiz(page: Page, site_url: str):
    page.goto(f"{site_url}/neuron/")
    quiz = page.locator("nn-quiz")
    expect(quiz).to_have_attribute("data-listening", "")
    return quiz


def answer(quiz, right: bool):
    for form in quiz.locator("form").all():
        form.locator(f"input{'[data-right]' if right else ':not([data-right])'}").first.check()
        form.get_by_role("button", name="Check").click()


def test_an_answer_is_explained_at_once_by_keyboard(page: Page, site_url: str):
    quiz = open_quiz(page, site_url)
    first = quiz.locator("form").first
    first.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(first.get_by_role("status")).to_contain_text("Right. 2 · 1")
    expect(quiz.locator("[data-part=score]")).to_have_text("1 of 4 answered rightly.")
    page.keyboard.press("ArrowDown")
    expect(first.get_by_role("status")).to_be_empty()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(first.get_by_role("status")).to_contain_text("Not quite. The second weight")


def test_without_a_choice_it_asks_for_one(page: Page, site_url: str):
    quiz = open_quiz(page, site_url)
    quiz.get_by_role("button", name="Check").first.click()
    expect(quiz.get_by_role("status").first).to_have_text("Choose an answer first.")


def test_all_right_is_remembered_until_told_to_forget(page: Page, site_url: str):
    quiz = open_quiz(page, site_url)
    answer(quiz, right=False)
    assert page.evaluate("localStorage.getItem('nnweb progress')") is None
    answer(quiz, right=True)
    expect(quiz.locator("[data-part=score]")).to_contain_text("All 4 answered rightly")
    page.reload()
    expect(quiz.locator("[data-part=score]")).to_contain_text("All 4 answered rightly")
    quiz.get_by_role("button", name="Forget").click()
    expect(quiz.locator("[data-part=score]")).to_contain_text("Nothing is kept")
    assert page.evaluate("localStorage.getItem('nnweb progress')") is None


def test_it_needs_no_python(page: Page, site):
    quiz = open_quiz(page, site.url)
    answer(quiz, right=True)
    assert not [path for path in site.requests if "pyodide" in path]
