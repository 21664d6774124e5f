"""The Python cell: running, streaming, stopping both ways, failing readably, and writing in it."""

import re
import statistics
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import BOOT, Warm, assert_accessible_in_both_schemes

PROGRAM = (Path(__file__).parents[2] / "examples" / "article.py").read_text("utf-8")


def part(page: Page, name: str):
    return page.locator(f"nn-cell [data-part={name}]")


def cell(page: Page):
    return page.locator("nn-cell")


def until_alive(page: Page) -> None:
    expect(cell(page)).to_have_attribute("data-listening", "")


@pytest.fixture
def lab(warm: Warm) -> Page:
    """The Lab's page, where Python is up."""
    warm.visit("lab/")
    until_alive(warm.page)
    return warm.page


def leave_and_come_back(page: Page) -> None:
    """By instant navigation: the address changes before the page does."""
    page.get_by_role("link", name="About").first.click()
    expect(cell(page)).to_have_count(0)
    page.go_back()
    expect(cell(page)).to_have_count(1)
    until_alive(page)


def start(page: Page, code: str, state: str = "running") -> None:
    part(page, "text").fill(code)
    part(page, "run").click()
    expect(cell(page)).to_have_attribute("data-state", state, timeout=BOOT)


def run(page: Page, code: str, state: str = "done") -> str:
    start(page, code, state)
    return str(part(page, "output").inner_text())


# Presses a button and tells the milliseconds until the cell is in a state, without leaving the page.
PRESS = """async ([button, state]) => {
  const cell = document.querySelector("nn-cell");
  const pressed = performance.now();
  await new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (cell.dataset.state !== state) return;
      observer.disconnect();
      resolve();
    }).observe(cell, { attributes: true });
    cell.querySelector(`[data-part=${button}]`).click();
  });
  return performance.now() - pressed;
}"""


def stop(page: Page) -> float:
    """Press Stop; return the milliseconds until the cell has stopped."""
    return float(page.evaluate(PRESS, ["stop", "stopped"]))


def least(page: Page) -> float:
    """Return the milliseconds that a program takes here and now which does nothing: the median of five."""
    part(page, "text").fill("pass")
    return statistics.median(float(page.evaluate(PRESS, ["run", "done"])) for _ in range(5))


def test_the_articles_program_runs_and_prints_its_test_accuracy(lab: Page):
    expect(part(lab, "text")).to_have_value(PROGRAM.rstrip())
    shorter = PROGRAM.replace("x_train, y_train, epochs=5", "x_train[:6000], y_train[:6000], epochs=2")
    assert shorter != PROGRAM
    printed = run(lab, shorter)
    accuracy = re.search(r"Test accuracy: ([\d.]+)", printed)
    assert accuracy
    assert 0.88 < float(accuracy[1]) < 0.95
    # The progress bar drew over itself: a line an epoch is left of it.
    assert printed.count("Epoch ") == 2
    assert "ETA" not in printed
    expect(part(lab, "status")).to_contain_text("Done in")


def test_output_comes_as_it_is_printed_and_a_line_can_be_redrawn(lab: Page):
    start(
        lab,
        "import sys, time\n"
        "print('first')\n"
        "for i in range(200):\n"
        "    print(f'\\r{i} of 200', end='')\n"
        "    time.sleep(0.01)\n"
        "print('\\rdone      ')\n"
        "print('careful', file=sys.stderr)\n",
    )
    expect(part(lab, "log")).to_contain_text("first")
    expect(part(lab, "line")).to_contain_text("of 200")
    expect(cell(lab)).to_have_attribute("data-state", "running")
    expect(cell(lab)).to_have_attribute("data-state", "done")
    assert part(lab, "log").inner_text().split() == ["first", "done", "Error", "output", "careful"]
    expect(part(lab, "log").locator("[data-stream=stderr]")).to_have_text(re.compile("Error output.*careful"))

    # Long output is capped, and says so.
    printed = run(lab, "for i in range(5000): print('line', i)")
    assert "line 4999" in printed
    assert "line 2999" not in printed
    assert "3000 earlier lines" in printed
    assert part(lab, "log").locator("div").count() == 2000


def test_an_error_names_the_line_of_the_cell(lab: Page):
    printed = run(lab, "def half(x):\n    return x / 0\n\nhalf(3)\n", "failed")
    assert 'File "<cell>", line 4' in printed
    assert "    half(3)" in printed
    assert "ZeroDivisionError: division by zero" in printed
    assert "cell.py" not in printed
    expect(part(lab, "status")).to_contain_text("error in line 2")
    expect(part(lab, "numbers").locator("[data-failed]")).to_have_text("2")

    printed = run(lab, "x = (1,\nprint x", "failed")
    assert "SyntaxError" in printed
    printed = run(lab, "import pandas", "failed")
    assert "standard library, numpy and nnweb" in printed
    # What nnweb says of a wrong value comes through whole.
    printed = run(lab, "from nnweb.layers import Dense\nDense(-3)", "failed")
    assert "Received" in printed


def test_stop_ends_a_loop_a_flood_and_a_training_run_at_once(lab: Page):
    usual = least(lab)
    start(lab, "while True: pass")
    lab.wait_for_timeout(300)
    taken = {"loop": stop(lab)}
    expect(part(lab, "status")).to_contain_text("Stopped after")
    start(lab, "while True: print('again')")
    lab.wait_for_timeout(500)
    taken["flood"] = stop(lab)
    expect(part(lab, "log")).to_contain_text("again")
    start(lab, PROGRAM.replace("epochs=5", "epochs=500"))
    expect(part(lab, "output")).to_contain_text("Epoch 1/500")
    taken["fit"] = stop(lab)
    expect(part(lab, "log")).to_contain_text("weights trained so far are kept")
    expect(part(lab, "log")).not_to_contain_text("Test accuracy")
    start(lab, PROGRAM.replace("epochs=5", "epochs=500, verbose=0"))
    lab.wait_for_timeout(1500)
    taken["silent fit"] = stop(lab)
    print(usual, taken)
    assert max(taken.values()) < 1500 + 20 * usual
    # All of it without ending the worker.
    expect(part(lab, "status")).not_to_contain_text("restarted")
    assert run(lab, "print(6 * 7)") == "42"


def test_what_does_not_hear_stop_is_replaced_and_ones_network_is_kept(lab: Page):
    lab.locator("#nn-lab-train_images").fill("2000")
    lab.locator("#nn-lab-epochs").fill("1")
    lab.locator("nn-lab [data-part=train]").click()
    expect(lab.locator("nn-lab")).to_have_attribute("data-state", "done", timeout=BOOT)
    lab.locator("nn-draw [data-part=index]").fill("0")
    lab.locator("nn-draw [data-part=index]").press("Enter")
    sure = lab.locator("nn-draw [data-winner] .nn-draw__percent")
    expect(sure).to_be_visible(timeout=BOOT)
    before = sure.inner_text()

    usual = least(lab)
    # One call that takes for ever: nothing in Python's loop can hear.
    start(lab, "print('begun', flush=True)\nsum(range(10**13))")
    expect(part(lab, "log")).to_contain_text("begun")
    assert stop(lab) < 2500 + 20 * usual
    expect(part(lab, "status")).to_have_text("Stopped. Python was restarted; your trained network was kept.")
    expect(part(lab, "log")).to_contain_text("begun")
    assert run(lab, "print('alive')") == "alive"
    expect(lab.get_by_label("Your own network")).to_be_checked()
    lab.locator("nn-draw [data-part=clear]").click()
    lab.locator("nn-draw [data-part=index]").fill("0")
    lab.locator("nn-draw [data-part=index]").press("Enter")
    expect(sure).to_have_text(before)


def test_stop_cancels_while_python_is_still_fetched(page: Page, site_url: str):
    page.goto(f"{site_url}/lab/")
    until_alive(page)
    held = []
    page.context.route("**/*.whl", lambda route: held.append(route))
    start(page, "print('never')", "loading")
    expect(part(page, "waiting")).to_contain_text("MB")
    assert stop(page) < 1000
    expect(part(page, "status")).to_have_text("Stopped before it ran.")
    page.context.unroute("**/*.whl")  # which lets the held ones go
    assert run(page, "print('now')") == "now"


def test_writing_in_it_by_keyboard(lab: Page):
    text = part(lab, "text")
    text.fill("")
    text.focus()
    lab.keyboard.type("for i in range(2):\nprint(i)")
    expect(text).to_have_value("for i in range(2):\n    print(i)")
    expect(part(lab, "numbers")).to_have_text("12")
    lab.keyboard.press("Shift+Tab")
    expect(text).to_have_value("for i in range(2):\nprint(i)")
    lab.keyboard.press("Home")
    lab.keyboard.press("Tab")
    expect(text).to_have_value("for i in range(2):\n    print(i)")
    lab.keyboard.press("Control+z")
    expect(text).to_have_value("for i in range(2):\nprint(i)")
    # What is seen is what is in the textarea.
    assert part(lab, "colours").inner_text().rstrip("\n") == "for i in range(2):\nprint(i)"
    lab.keyboard.press("Escape")
    lab.keyboard.press("Tab")
    expect(part(lab, "run")).to_be_focused()

    # Restoring loses nothing, and the reader's text outlives a visit elsewhere.
    text.fill("print('mine')")
    part(lab, "restore").click()
    expect(text).to_have_value(PROGRAM.rstrip())
    expect(part(lab, "restore")).to_have_text("Back to my text")
    part(lab, "restore").click()
    expect(text).to_have_value("print('mine')")
    leave_and_come_back(lab)
    expect(part(lab, "text")).to_have_value("print('mine')")
    part(lab, "text").press("Control+Enter")
    expect(part(lab, "log")).to_have_text("mine", timeout=BOOT)


def test_one_cell_at_a_time_runs_and_leaving_the_page_stops_it(lab: Page):
    lab.evaluate("document.querySelector('nn-cell').after(document.querySelector('nn-cell').cloneNode(true))")
    first, second = cell(lab).nth(0), cell(lab).nth(1)
    first.locator("textarea").fill("while True: pass")
    first.locator("[data-part=run]").click()
    expect(first).to_have_attribute("data-state", "running", timeout=BOOT)
    waits = second.locator("[data-part=run]")
    expect(waits).to_have_text("Another program runs")
    expect(waits).to_have_attribute("aria-disabled", "true")
    leave_and_come_back(lab)
    assert run(lab, "print('free')") == "free"


def test_axe_finds_nothing_and_it_speaks_chinese(warm: Warm):
    warm.visit("zh/lab/")
    page = warm.page
    until_alive(page)
    part(page, "text").fill("print(1)\n1 / 0")
    page.get_by_role("button", name="运行").click()
    expect(part(page, "status")).to_have_text("程序在第 2 行出错停止。", timeout=BOOT)
    assert_accessible_in_both_schemes(page, "nn-cell")
