"""The Python cell: running, streaming, stopping both ways, failing readably, and writing in it."""

import re
import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PROGRAM = (Path(__file__).parents[2] / "examples" / "article.py").read_text("utf-8")
BOOT = 60_000


def part(page: Page, name: str):
    return page.locator(f"nn-cell [data-part={name}]")


def cell(page: Page):
    return page.locator("nn-cell")


def until_alive(page: Page) -> None:
    """Wait for the script behind the cell; by evaluate, since the policy forbids wait_for_function."""
    deadline = time.monotonic() + 20
    while not page.evaluate("() => Boolean(document.querySelector('nn-cell')?._output)"):
        assert time.monotonic() < deadline, "the cell's script did not start"
        page.wait_for_timeout(50)


def open_lab(page: Page, site_url: str, path: str = "/lab/") -> None:
    page.goto(site_url + path)
    until_alive(page)


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


def stop(page: Page) -> float:
    """Press Stop; return the seconds until the cell has stopped."""
    pressed = time.perf_counter()
    part(page, "stop").click()
    expect(cell(page)).to_have_attribute("data-state", "stopped")
    return time.perf_counter() - pressed


def test_the_articles_program_runs_and_prints_its_test_accuracy(page: Page, site_url: str):
    open_lab(page, site_url)
    expect(part(page, "text")).to_have_value(PROGRAM.rstrip())
    shorter = PROGRAM.replace("x_train, y_train, epochs=5", "x_train[:6000], y_train[:6000], epochs=2")
    assert shorter != PROGRAM
    printed = run(page, shorter)
    accuracy = re.search(r"Test accuracy: ([\d.]+)", printed)
    assert accuracy
    assert 0.88 < float(accuracy[1]) < 0.95
    # The progress bar drew over itself: a line an epoch is left of it.
    assert printed.count("Epoch ") == 2
    assert "ETA" not in printed
    expect(part(page, "status")).to_contain_text("Done in")


def test_output_comes_as_it_is_printed_and_a_line_can_be_redrawn(page: Page, site_url: str):
    open_lab(page, site_url)
    start(
        page,
        "import sys, time\n"
        "print('first')\n"
        "for i in range(200):\n"
        "    print(f'\\r{i} of 200', end='')\n"
        "    time.sleep(0.01)\n"
        "print('\\rdone      ')\n"
        "print('careful', file=sys.stderr)\n",
    )
    expect(part(page, "log")).to_contain_text("first")
    expect(part(page, "line")).to_contain_text("of 200")
    expect(cell(page)).to_have_attribute("data-state", "running")
    expect(cell(page)).to_have_attribute("data-state", "done")
    assert part(page, "log").inner_text().split() == ["first", "done", "Error", "output", "careful"]
    expect(part(page, "log").locator("[data-stream=stderr]")).to_have_text(
        re.compile("Error output.*careful")
    )

    # Long output is capped, and says so.
    printed = run(page, "for i in range(5000): print('line', i)")
    assert "line 4999" in printed
    assert "line 2999" not in printed
    assert "3000 earlier lines" in printed
    assert part(page, "log").locator("div").count() == 2000


def test_an_error_names_the_line_of_the_cell(page: Page, site_url: str):
    open_lab(page, site_url)
    printed = run(page, "def half(x):\n    return x / 0\n\nhalf(3)\n", "failed")
    assert 'File "<cell>", line 4' in printed
    assert "    half(3)" in printed
    assert "ZeroDivisionError: division by zero" in printed
    assert "cell.py" not in printed
    expect(part(page, "status")).to_contain_text("error in line 2")
    expect(part(page, "numbers").locator("[data-failed]")).to_have_text("2")

    printed = run(page, "x = (1,\nprint x", "failed")
    assert "SyntaxError" in printed
    printed = run(page, "import pandas", "failed")
    assert "standard library, numpy and nnweb" in printed
    # What nnweb says of a wrong value comes through whole.
    printed = run(page, "from nnweb.layers import Dense\nDense(-3)", "failed")
    assert "Received" in printed


def test_stop_ends_a_loop_a_flood_and_a_training_run_at_once(page: Page, site_url: str):
    open_lab(page, site_url)
    start(page, "while True: pass")
    page.wait_for_timeout(300)
    seconds = {"loop": stop(page)}
    expect(part(page, "status")).to_contain_text("Stopped after")
    start(page, "while True: print('again')")
    page.wait_for_timeout(500)
    seconds["flood"] = stop(page)
    expect(part(page, "log")).to_contain_text("again")
    start(page, PROGRAM.replace("epochs=5", "epochs=500"))
    expect(part(page, "output")).to_contain_text("Epoch 1/500", timeout=20_000)
    seconds["fit"] = stop(page)
    expect(part(page, "log")).to_contain_text("weights trained so far are kept")
    expect(part(page, "log")).not_to_contain_text("Test accuracy")
    start(page, PROGRAM.replace("epochs=5", "epochs=500, verbose=0"))
    page.wait_for_timeout(1500)
    seconds["silent fit"] = stop(page)
    print({name: f"{value:.2f} s" for name, value in seconds.items()})
    assert max(seconds.values()) < 1.5
    # All of it without ending the worker.
    expect(part(page, "status")).not_to_contain_text("restarted")
    assert run(page, "print(6 * 7)") == "42"


def test_what_does_not_hear_stop_is_replaced_and_ones_network_is_kept(page: Page, site_url: str):
    open_lab(page, site_url)
    page.locator("#nn-lab-train_images").fill("2000")
    page.locator("#nn-lab-epochs").fill("1")
    page.locator("nn-lab [data-part=train]").click()
    expect(page.locator("nn-lab")).to_have_attribute("data-state", "done", timeout=BOOT)
    page.locator("nn-draw [data-part=index]").fill("0")
    page.locator("nn-draw [data-part=index]").press("Enter")
    sure = page.locator("nn-draw [data-winner] .nn-draw__percent")
    expect(sure).to_be_visible(timeout=BOOT)
    before = sure.inner_text()

    # One call that takes for ever: nothing in Python's loop can hear.
    start(page, "print('begun', flush=True)\nsum(range(10**13))")
    expect(part(page, "log")).to_contain_text("begun")
    seconds = stop(page)
    print(f"replaced after {seconds:.2f} s")
    assert seconds < 2.5
    expect(part(page, "status")).to_have_text("Stopped. Python was restarted; your trained network was kept.")
    expect(part(page, "log")).to_contain_text("begun")
    assert run(page, "print('alive')") == "alive"
    expect(page.get_by_label("Your own network")).to_be_checked()
    page.locator("nn-draw [data-part=clear]").click()
    page.locator("nn-draw [data-part=index]").fill("0")
    page.locator("nn-draw [data-part=index]").press("Enter")
    expect(sure).to_have_text(before)


def test_stop_cancels_while_python_is_still_fetched(page: Page, site_url: str):
    open_lab(page, site_url)
    held = []
    page.context.route("**/*.whl", lambda route: held.append(route))
    start(page, "print('never')", "loading")
    expect(part(page, "waiting")).to_contain_text("MB")
    assert stop(page) < 1
    expect(part(page, "status")).to_have_text("Stopped before it ran.")
    page.context.unroute("**/*.whl")  # which lets the held ones go
    assert run(page, "print('now')") == "now"


def test_writing_in_it_by_keyboard(page: Page, site_url: str):
    open_lab(page, site_url)
    text = part(page, "text")
    text.fill("")
    text.focus()
    page.keyboard.type("for i in range(2):\nprint(i)")
    expect(text).to_have_value("for i in range(2):\n    print(i)")
    expect(part(page, "numbers")).to_have_text("12")
    page.keyboard.press("Shift+Tab")
    expect(text).to_have_value("for i in range(2):\nprint(i)")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(text).to_have_value("for i in range(2):\n    print(i)")
    page.keyboard.press("Control+z")
    expect(text).to_have_value("for i in range(2):\nprint(i)")
    # What is seen is what is in the textarea.
    assert part(page, "colours").inner_text().rstrip("\n") == "for i in range(2):\nprint(i)"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(part(page, "run")).to_be_focused()

    # Restoring loses nothing, and the reader's text outlives a visit elsewhere.
    text.fill("print('mine')")
    part(page, "restore").click()
    expect(text).to_have_value(PROGRAM.rstrip())
    expect(part(page, "restore")).to_have_text("Back to my text")
    part(page, "restore").click()
    expect(text).to_have_value("print('mine')")
    leave_and_come_back(page)
    expect(part(page, "text")).to_have_value("print('mine')")
    part(page, "text").press("Control+Enter")
    expect(part(page, "log")).to_have_text("mine", timeout=BOOT)


def test_one_cell_at_a_time_runs_and_leaving_the_page_stops_it(page: Page, site_url: str):
    open_lab(page, site_url)
    page.evaluate(
        "document.querySelector('nn-cell').after(document.querySelector('nn-cell').cloneNode(true))"
    )
    first, second = cell(page).nth(0), cell(page).nth(1)
    first.locator("textarea").fill("while True: pass")
    first.locator("[data-part=run]").click()
    expect(first).to_have_attribute("data-state", "running", timeout=BOOT)
    waits = second.locator("[data-part=run]")
    expect(waits).to_have_text("Another program runs")
    expect(waits).to_have_attribute("aria-disabled", "true")
    leave_and_come_back(page)
    assert run(page, "print('free')") == "free"


def test_axe_finds_nothing_and_it_speaks_chinese(page: Page, site_url: str):
    open_lab(page, site_url, "/zh/lab/")
    part(page, "text").fill("print(1)\n1 / 0")
    page.get_by_role("button", name="运行").click()
    expect(part(page, "status")).to_have_text("程序在第 2 行出错停止。", timeout=BOOT)
    for scheme in ("default", "slate"):
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        found = Axe().run(page, context="nn-cell")
        assert found.violations_count == 0, found.generate_report()
        page.get_by_role("button", name="切换到").click()
