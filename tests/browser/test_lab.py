"""The Lab in Chromium: a whole run, each button, the inputs, failures, navigation, and who can use it."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import BOOT, PAGE, Warm, assert_accessible_in_both_schemes, traced

ENGLISH = ("Train", "Pause", "Step", "Stop", "Reset", "New seed")
CHINESE = ("训练", "暂停", "单步", "停止", "重置", "换个种子")
DEFAULTS = {
    "epochs": 1,
    "batch_size": 32,
    "learning_rate": 0.001,
    "train_images": 3200,
    "hidden_units": 128,
    "seed": 0,
}
HEAVY = ("/runtime/", "/data/", "/models/shipped.npz")


class Lab:
    """The Lab of one page, by what a reader sees of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("[data-component=lab]")
        expect(page.locator("nn-lab[data-listening]")).to_have_count(1)

    def button(self, name: str) -> Locator:
        return self.element.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        self.button(name).click()

    def field(self, name: str) -> Locator:
        return self.element.get_by_label(name, exact=True)

    def fill(self, **fields: str | float) -> None:
        for name, value in fields.items():
            self.element.locator(f"[data-setting={name}]").fill(str(value))
            self.element.locator(f"[data-setting={name}]").dispatch_event("change")

    def wait_for(self, state: str, seconds: float = 180) -> None:
        expect(self.element).to_have_attribute("data-state", state, timeout=seconds * 1000)

    def metric(self, name: str) -> Locator:
        return self.element.locator(f"[data-metric={name}]")

    @property
    def status(self) -> Locator:
        return self.element.locator(".nn-lab__status")

    @property
    def plan(self) -> Locator:
        return self.element.locator("[data-part=plan]")

    def step_loss(self) -> str:
        """The loss of one batch, the first of a run."""
        self.press("Step")
        expect(self.metric("loss")).to_have_text(re.compile(r"^\d"), timeout=BOOT)
        self.wait_for("paused")
        return self.metric("loss").inner_text()


@pytest.fixture
def lab(page: Page, site_url: str) -> Lab:
    page.goto(f"{site_url}/lab/")
    return Lab(page)


@pytest.fixture
def small(warm: Warm) -> Lab:
    """An untrained network and few images, so that an epoch is over in a moment."""
    warm.visit("lab/")
    lab = Lab(warm.page)
    lab.fill(**DEFAULTS)
    lab.element.locator("[data-setting=optimizer]").select_option("adam")
    if lab.element.get_attribute("data-state") == "idle":  # the first of the tests: MNIST is fetched
        lab.step_loss()
    lab.button("Reset").click(force=True)
    lab.wait_for("ready")
    expect(lab.metric("loss")).to_have_text("–")
    return lab


def test_the_page_first_fetches_nothing_heavy_and_then_shows_bytes_of_the_total(lab, site):
    lab.page.wait_for_timeout(500)
    assert not [path for path in site.requests if any(part in path for part in HEAVY)]
    files = json.loads(lab.page.request.get(f"{site.url}/assets/nnweb/files.json").text())
    total = sum(file["bytes"] for file in files.values())
    assert f"about {total / 1e6:.0f} MB" in lab.status.inner_text()
    lab.fill(train_images=320, epochs=1)
    lab.press("Train")
    loading = lab.element.locator("[data-part=loading]")
    expect(loading).to_contain_text(re.compile(r"\d of +\d+\.\d MB|\d of \d+\.\d MB"))
    bar = loading.get_by_role("progressbar")
    assert bar.evaluate("bar => bar.max") > 1e6
    lab.wait_for("done")
    expect(loading).to_be_empty()


@pytest.mark.slow
def test_a_run_on_all_images_ends_with_its_test_accuracy_and_never_blocks_the_page(small):
    small.fill(train_images=60_000)
    with traced(small.page) as tasks:
        small.press("Train")
        small.wait_for("training")
        expect(small.element.get_by_role("progressbar", name="Whole run")).to_have_js_property("max", 1)
        small.wait_for("done", 300)
    assert 0 < max(tasks[PAGE]) <= 50
    accuracy = small.metric("test_accuracy")
    assert re.fullmatch(r"0\.\d{4}", accuracy.inner_text())
    assert float(accuracy.inner_text()) > 0.94
    assert accuracy.evaluate("element => element.closest('[role=status]') !== null")
    expect(small.status).to_contain_text(re.compile("Training is over: 1 epoch in .* by WebAssembly SIMD"))
    expect(small.plan).to_have_text("1 epoch more on 60,000 images")
    row = small.element.locator("[data-part=rows] tr")
    expect(row).to_have_count(1)


def test_pause_resume_step_stop_and_train_again(small):
    small.fill(epochs=100)
    small.press("Train")
    small.wait_for("training")
    expect(small.button("Train")).to_have_attribute("aria-disabled", "true")
    small.press("Pause")
    small.wait_for("paused")
    loss = small.metric("loss").inner_text()
    small.page.wait_for_timeout(300)
    assert small.metric("loss").inner_text() == loss
    place = small.element.locator("[data-part=batches]")
    before = place.inner_text()
    small.press("Step")
    expect(place).not_to_have_text(before)
    small.wait_for("paused")
    small.press("Resume")
    small.wait_for("training")
    small.press("Stop")
    small.wait_for("done")
    expect(small.status).to_contain_text("Stopped after")
    assert float(small.metric("test_accuracy").inner_text()) > 0.3
    small.fill(epochs=1)
    points = small.element.locator("[data-part=rows] tr").count()
    small.press("Train")
    small.wait_for("done")
    expect(small.status).to_contain_text("in all")
    assert small.element.locator("[data-part=rows] tr").count() == points + 1


def test_reset_starts_from_the_same_weights_and_a_new_seed_from_others(small):
    first = small.step_loss()
    small.press("Reset")
    small.wait_for("ready")
    expect(small.metric("loss")).to_have_text("–")
    assert small.step_loss() == first
    seed = small.field("Seed").input_value()
    small.press("New seed")
    small.wait_for("ready")
    assert small.field("Seed").input_value() != seed
    expect(small.metric("loss")).to_have_text("–")
    assert small.step_loss() != first


def test_reset_during_a_run_ends_it_without_an_error(small):
    small.fill(epochs=100)
    small.press("Train")
    small.wait_for("training")
    small.press("Reset")
    small.wait_for("ready")
    expect(small.element.get_by_role("alert")).to_have_count(0)
    expect(small.status).to_contain_text("not been trained yet")


def test_a_learning_rate_changed_during_a_run_keeps_the_network(small):
    small.fill(epochs=100)
    small.press("Train")
    rows = small.element.locator("[data-part=rows] tr")
    expect(rows).not_to_have_count(0, timeout=BOOT)
    small.fill(learning_rate=0.000001)
    small.wait_for("training")
    small.press("Pause")
    small.wait_for("paused")
    assert float(small.metric("loss").inner_text()) < 1.5
    small.press("Stop")
    small.wait_for("done")
    small.fill(epochs=1)
    expect(small.plan).to_have_text("1 epoch more on 3,200 images")
    small.fill(hidden_units=16)
    expect(small.plan).to_contain_text("new network")
    small.press("Train")
    small.wait_for("done")
    expect(rows).to_have_count(1)


REFUSED = [
    ("epochs", "Epochs", "0", "A whole number from 1 to 100."),
    ("batch_size", "Batch size", "1.5", "A whole number from 1 to 1,024."),
    ("learning_rate", "Learning rate", "-1", "A number from 0.000001 to 10."),
    ("hidden_units", "Hidden units", "", "A whole number from 1 to 1,024."),
    ("train_images", "Training images", "60001", "A whole number from 1 to 60,000."),
    ("seed", "Seed", "-3", "A whole number from 0 to 999,999."),
]


def test_an_input_that_cannot_be_says_so_in_place(lab, subtests):
    for name, label, bad, sentence in REFUSED:
        with subtests.test(name=name):
            field = lab.field(label)
            good = field.input_value()
            lab.fill(**{name: bad})
            expect(field).to_have_attribute("aria-invalid", "true")
            expect(field).to_have_accessible_description(re.compile(re.escape(sentence)))
            lab.press("Train")
            lab.wait_for("idle")
            expect(field).to_be_focused()
            field.fill(good)
            expect(field).not_to_have_attribute("aria-invalid", "true")


def test_the_learning_rate_goes_by_1_2_5_with_the_arrow_keys(lab):
    rate = lab.field("Learning rate")
    rate.press("ArrowUp")
    expect(rate).to_have_value("0.002")
    rate.press("ArrowDown")
    rate.press("ArrowDown")
    expect(rate).to_have_value("0.0005")


@pytest.mark.parametrize("missing", ["/data/train-images", "pyodide.asm.wasm"])
def test_a_missing_file_is_named_and_retry_mends_it(lab, broken, missing):
    lab.fill(train_images=320, epochs=1)
    broken.add(missing)
    lab.press("Train")
    lab.wait_for("error")
    alert = lab.element.get_by_role("alert")
    expect(alert).to_contain_text(missing)
    expect(lab.element.locator("[data-part=loading]")).to_be_empty()
    broken.clear()
    alert.get_by_role("button", name="Retry").click()
    lab.wait_for("done")
    expect(lab.button("Train")).to_be_focused()
    expect(alert).to_have_count(0)


def test_stop_cancels_loading(lab):
    context = lab.page.context
    context.route("**/data/**", lambda route: None)
    lab.press("Train")
    lab.wait_for("loading")
    lab.press("Stop")
    lab.wait_for("idle")
    context.unroute("**/data/**")


def test_the_run_goes_on_while_the_reader_is_elsewhere(small):
    small.fill(epochs=60)
    small.press("Train")
    rows = small.element.locator("[data-part=rows] tr")
    expect(rows).not_to_have_count(0, timeout=BOOT)
    before = rows.count()
    small.page.get_by_role("link", name="About").first.click()
    expect(small.page).to_have_url(re.compile("/about/"))
    small.page.wait_for_timeout(700)
    small.page.get_by_role("link", name="Lab", exact=True).first.click()
    small.wait_for("training")
    expect(small.field("Epochs")).to_have_value("60")
    expect(small.field("Training images")).to_have_value("3200")
    expect(rows.nth(before + 1)).to_be_attached()
    small.press("Stop")
    small.wait_for("done")


def test_a_replaced_worker_has_the_network_that_was_last_saved(small):
    small.fill(epochs=100)
    small.press("Train")
    rows = small.element.locator("[data-part=rows] tr")
    expect(rows.nth(1)).to_be_attached(timeout=BOOT)
    small.page.evaluate(
        "import(new URL('assets/nnweb/client.js', location.origin)).then(({ client }) => client.replace())"
    )
    small.wait_for("ready")
    expect(small.status).to_contain_text("as it was last saved")
    kept = rows.count()
    assert kept >= 2
    small.fill(epochs=1)
    small.press("Train")
    small.wait_for("done")
    expect(rows).to_have_count(kept + 1)
    assert float(small.metric("loss").inner_text()) < 0.5


def test_what_is_shown_never_adds_points(small):
    small.fill(epochs=2)
    small.press("Train")
    small.wait_for("done")
    rows = small.element.locator("[data-part=rows] tr")
    chart = small.element.get_by_role("slider", name="Loss curve, place along the epochs")
    said = chart.get_attribute("aria-valuetext")
    small.field("Enlarge small differences (logarithmic scales)").uncheck()
    small.field("Enlarge small differences (logarithmic scales)").check()
    small.page.set_viewport_size({"width": 900, "height": 700})
    expect(rows).to_have_count(2)
    assert chart.get_attribute("aria-valuetext") == said


def test_everything_works_by_keyboard_alone(small):
    page = small.page
    small.button("Train").focus()
    page.keyboard.press("Enter")
    expect(small.button("Train")).to_be_focused()
    small.wait_for("done")
    expect(small.button("Train")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(small.plan).to_have_text("Nothing to pause: no run is on.")
    chart = small.element.get_by_role("slider", name="Accuracy curve, place along the epochs")
    chart.focus()
    page.keyboard.press("Home")
    first = chart.get_attribute("aria-valuetext")
    page.keyboard.press("End")
    last = chart.get_attribute("aria-valuetext")
    assert first != last
    assert "Validation loss" in last


def test_chinese_names_of_a_run_that_goes_on(small):
    small.fill(epochs=100)
    small.press("Train")
    small.wait_for("training")
    small.page.get_by_role("link", name="中文").click()
    small.wait_for("training")
    for name in CHINESE:
        expect(small.button(name)).to_be_visible()
    small.press("暂停")
    small.wait_for("paused")
    expect(small.button("继续")).to_be_visible()
    small.press("停止")
    small.wait_for("done")
    expect(small.status).to_contain_text("测试准确率")
    small.page.get_by_role("link", name="English").click()
    small.wait_for("done")
    expect(small.status).to_contain_text("Test accuracy")


def test_axe_finds_nothing_before_a_run(lab):
    for name in ENGLISH:
        expect(lab.button(name)).to_be_visible()
    lab.fill(batch_size=0)
    assert_accessible_in_both_schemes(lab.page, "nn-lab")


def test_axe_finds_nothing_after_one(small):
    small.press("Train")
    small.wait_for("done")
    small.element.locator("details summary").click()
    assert_accessible_in_both_schemes(small.page, "nn-lab")


def test_it_fits_the_screen_with_train_in_reach(page, site_url, subtests):
    for width in (1366, 1024, 768, 360, 320):
        with subtests.test(width=width):
            page.set_viewport_size({"width": width, "height": 768 if width == 1366 else 640})
            page.goto(f"{site_url}/lab/")
            lab = Lab(page)
            lab.element.locator("details").evaluate("details => { details.open = true; }")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            view = lab.element.locator(".nn-lab__view")
            assert view.evaluate("view => view.scrollWidth - view.clientWidth") <= 0
            expect(lab.button("Train")).to_be_in_viewport(ratio=1)
            for button in lab.element.get_by_role("button").all():
                assert button.evaluate("button => button.offsetHeight") >= 44
            if width < 700:
                lab.field("Seed").scroll_into_view_if_needed()
                expect(lab.button("Train")).to_be_in_viewport(ratio=1)
