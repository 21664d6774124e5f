"""You against the network: whole games by keyboard and by touch, the same digits again, and what is kept."""

import json
import re
from typing import Protocol

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from nnweb import Sequential
from tests.browser.conftest import OpenPage
from tests.browser.pages import BOOT, Warm, assert_accessible_in_both_schemes

GAME = "game/"

ASK = """async (config) => {
    const main = document.querySelector("script[src$='nnweb/main.js']").src;
    const { client } = await import(main.replace("main", "client"));
    await client.request("load_data", { split: "test" });
    const game = await client.request("game", { config, model: "shipped" });
    return { ...game, images: [...game.images.values], masks: [...game.masks.values] };
}"""

PIXELS = """() => {
    const canvas = document.querySelector("nn-game canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, 28, 28);
    return Array.from({ length: 784 }, (_, i) => data[4 * i]);
}"""


def part(page: Page, name: str):
    return page.locator(f"nn-game [data-part={name}]")


def query(**settings: object) -> str:
    return "&".join(f"{name}={value}" for name, value in ({"rounds": 10, "exposure": 100} | settings).items())


def open_game(page: Page, site_url: str, path: str = GAME, **settings: object) -> None:
    page.goto(f"{site_url}/{path}?{query(**settings)}")
    expect(page.locator("nn-game")).to_have_attribute("data-state", "ready")


class Game(Protocol):
    """Begins a game with settings on a page whose Python is up."""

    def __call__(self, path: str = GAME, **settings: object) -> Page: ...


@pytest.fixture
def begin(warm: Warm) -> Game:
    def begin(path: str = GAME, **settings: object) -> Page:
        warm.visit(f"{path}?{query(**settings)}")
        expect(warm.page.locator("nn-game")).to_have_attribute("data-state", "ready")
        return warm.page

    return begin


def await_onset(page: Page, first: bool = False) -> None:
    key = page.locator(".nn-game__key").first
    expect(key).to_have_attribute("aria-disabled", "false", timeout=BOOT if first else 30_000)


def play(page: Page, digits: list[int]) -> None:
    """Answer by keyboard alone, from the Start button on."""
    part(page, "start").focus()
    page.keyboard.press("Enter")
    for i, digit in enumerate(digits):
        await_onset(page, first=i == 0)
        page.keyboard.press(str(digit))
        expect(part(page, "next")).to_be_focused()
        page.keyboard.press("Enter")


def choice(page: Page, value: str):
    return part(page, "choices").locator(f"button[value={value}]")


def clean(page: Page) -> None:
    assert_accessible_in_both_schemes(page, "nn-game")


def test_a_whole_game_by_keyboard(page: Page, site_url: str, site):
    open_game(page, site_url, seed=5)
    assert not [path for path in site.requests if "/runtime/" in path], "fetched before Start"
    expect(part(page, "setup")).to_contain_text(re.compile(r"about \d\d MB"))
    clean(page)
    config = {"kind": "mixed", "level": "mixed", "mask": "strokes", "rounds": 10, "seed": 5}

    part(page, "start").focus()
    page.keyboard.press("Enter")
    expect(part(page, "waiting")).to_contain_text("MB")
    await_onset(page, first=True)
    assert part(page, "feedback").is_hidden()
    game = page.evaluate(ASK, config)
    images = np.array(game["images"], np.uint8).reshape(-1, 28, 28)

    # The network's answers are those to the very pixels that are shown, and hidden until the reader's.
    from_site = site_folder_model(page, site_url)
    probabilities = from_site.predict(images, verbose=0)
    assert game["answers"] == probabilities.argmax(axis=1).tolist()
    answers = [*game["labels"][:7], *[(label + 1) % 10 for label in game["labels"][7:]]]
    for i, digit in enumerate(answers):
        await_onset(page)
        expect(part(page, "progress")).to_have_text(f"Round {i + 1} of 10")
        assert part(page, "yours").is_hidden()
        page.keyboard.press(str(digit))
        expect(part(page, "next")).to_be_focused()
        np.testing.assert_array_equal(page.evaluate(PIXELS), images[i].ravel())
        expect(part(page, "truth")).to_have_text(f"It was a {game['labels'][i]}")
        expect(part(page, "yours")).to_contain_text("right" if i < 7 else "wrong")
        expect(part(page, "its").locator("strong")).to_have_text(str(game["answers"][i]))
        page.keyboard.press("Enter")

    # The results add up.
    expect(part(page, "results").locator("h3")).to_be_focused()
    right = sum(map(int.__eq__, game["answers"], game["labels"]))
    expect(page.locator(".nn-game__headline")).to_have_text(f"You read 7 of 10, the network {right} of 10.")
    columns = [page.locator(f".nn-game__accuracies td[data-who={who}]") for who in ("reader", "network")]
    expect(columns[0]).to_have_text(["7 / 10", "70%", "40% to 89%", re.compile(r"^[\d,]+ ms$")])
    expect(columns[1].first).to_have_text(f"{right} / 10")
    counts = page.evaluate(
        """() => Object.fromEntries(["reader", "network"].map((who) => [who,
            [...document.querySelectorAll(`.nn-game__matrix[data-who=${who}] tbody tr`)].map((row) =>
                [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent) || 0))]))"""
    )
    for who, given in (("reader", answers), ("network", game["answers"])):
        expected = np.zeros((10, 10), int)
        np.add.at(expected, (game["labels"], given), 1)
        assert counts[who] == expected.tolist()
    groups = page.locator(".nn-game__groups tbody tr[data-by=level] td:nth-of-type(1)").all_inner_texts()
    assert sum(map(int, groups)) == 10
    times = page.locator(".nn-game__times").inner_text()
    print(times)
    shown = re.search(r"shown for (\d+) ms", times)
    assert shown
    assert abs(int(shown[1]) - 100) < 40

    # They are kept over a reload, and can be cleared.
    clean(page)
    kept = json.loads(page.evaluate("localStorage.getItem('nnweb game')"))
    assert (kept[0]["reader"], kept[0]["network"], kept[0]["count"]) == (7, right, 10)
    page.reload()
    expect(part(page, "games").locator("tr")).to_have_count(1)
    part(page, "forget").click()
    expect(part(page, "history")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('nnweb game')") is None


def site_folder_model(page: Page, site_url: str):
    return Sequential.from_bytes(page.request.get(f"{site_url}/assets/nnweb/models/shipped.npz").body())


def test_a_practice_by_touch_pause_and_the_mask(open_page: OpenPage, site_url: str):
    page = open_page(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    open_game(page, site_url, "zh/game/", seed=3, kind="noise", mask="scramble")
    clean(page)
    part(page, "practise").tap()
    config = {"kind": "noise", "level": "mixed", "mask": "scramble", "rounds": 3, "seed": 1_000_003}
    await_onset(page, first=True)
    page.wait_for_timeout(300)  # the mask is there now
    game = page.evaluate(ASK, config)
    assert page.evaluate(PIXELS) == game["masks"][:784]
    assert game == page.evaluate(ASK, config) | {"milliseconds": game["milliseconds"]}, "the same seed"
    small = page.evaluate(
        """[...document.querySelectorAll("nn-game button")].filter((each) => each.offsetParent)
            .map((each) => each.getBoundingClientRect())
            .filter(({ width, height }) => width < 44 || height < 44).length"""
    )
    assert small == 0
    page.locator(".nn-game__key", has_text="4").tap()
    expect(part(page, "truth")).to_have_text(f"答案是 {game['labels'][0]}")
    expect(part(page, "yours")).to_contain_text("4")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    part(page, "next").tap()

    # Paused after its image, a round is lost; Continue goes on with the next.
    await_onset(page)
    part(page, "pause").tap()
    expect(part(page, "invitation")).to_contain_text("这一轮不计分")
    assert part(page, "canvas").is_hidden()
    clean(page)
    choice(page, "resume").tap()
    expect(part(page, "progress")).to_contain_text("第 3 轮")
    await_onset(page)
    page.locator(".nn-game__key", has_text="1").tap()
    part(page, "next").tap()
    expect(part(page, "invitation")).to_contain_text("练习结束")
    expect(part(page, "results")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('nnweb game')") is None


def test_until_answered_the_image_can_be_read_as_numbers(warm: Warm):
    page = warm.page
    page.emulate_media(reduced_motion="reduce")
    warm.visit(GAME)
    expect(page.locator("nn-game")).to_have_attribute("data-state", "ready")
    expect(part(page, "calm")).to_be_visible()
    assert page.locator("#nn-game-exposure").input_value() == "untimed"
    page.locator("#nn-game-rounds").select_option("10")
    part(page, "start").click()
    await_onset(page, first=True)
    part(page, "described").locator("summary").click()
    rows = part(page, "grid").inner_text().splitlines()
    pixels = np.array(page.evaluate(PIXELS)).reshape(14, 2, 14, 2).sum(axis=(1, 3))
    numbers = np.array([[int(each) for each in row.split()] for row in rows])
    assert np.abs(numbers - pixels * 9 / 1020).max() <= 0.5
    page.locator(".nn-game__key", has_text="8").click()
    part(page, "end").click()
    expect(page.locator(".nn-game__headline")).to_contain_text("of 1,")
    assert "Asked for" not in page.locator(".nn-game__times").inner_text()


def test_a_pause_before_the_image_costs_nothing_and_can_end_in_results(begin: Game):
    page = begin(seed=5)
    play(page, [1])
    expect(part(page, "progress")).to_have_text("Round 2 of 10")
    page.keyboard.press("Escape")  # while the cross is there
    expect(part(page, "invitation")).to_have_text("Paused.")
    expect(part(page, "said")).to_have_text("Paused.")
    expect(choice(page, "resume")).to_be_focused()
    expect(part(page, "pause")).to_be_hidden()
    clean(page)
    choice(page, "resume").focus()
    page.keyboard.press("Enter")

    # The same round again, and it can be answered and paused as any other.
    expect(part(page, "choices")).to_be_hidden()
    expect(part(page, "progress")).to_have_text("Round 2 of 10")
    await_onset(page)
    page.keyboard.press("1")
    expect(part(page, "next")).to_be_focused()
    page.keyboard.press("Enter")
    await_onset(page)
    page.keyboard.press("Escape")
    expect(part(page, "invitation")).to_contain_text("will not count")
    expect(choice(page, "end")).to_have_text("End and see the results")
    page.keyboard.press("Tab")
    expect(choice(page, "end")).to_be_focused()
    page.keyboard.press("Enter")

    # What was played before the pause is not lost.
    expect(part(page, "results").locator("h3")).to_be_focused()
    expect(page.locator(".nn-game__headline")).to_contain_text("of 2, the network")
    expect(part(page, "results")).to_contain_text("Interrupted and not counted: 1.")
    assert json.loads(page.evaluate("localStorage.getItem('nnweb game')"))[0]["count"] == 2


def test_a_paused_game_restarts_with_other_digits_or_ends_with_nothing(begin: Game):
    page = begin(seed=5)
    part(page, "start").click()
    await_onset(page, first=True)
    part(page, "pause").click()
    expect(choice(page, "end")).to_have_text("End the game")  # nothing to show yet
    choice(page, "restart").click()
    expect(part(page, "choices")).to_be_hidden()
    await_onset(page)
    expect(part(page, "progress")).to_have_text("Round 1 of 10")
    seed = int(page.locator("#nn-game-seed").input_value())
    assert seed != 5
    config = {"kind": "mixed", "level": "mixed", "mask": "strokes", "rounds": 10, "seed": seed}
    page.wait_for_timeout(400)  # the mask is there now
    assert page.evaluate(PIXELS) == page.evaluate(ASK, config)["masks"][:784]
    part(page, "pause").click()
    choice(page, "end").click()
    expect(part(page, "start")).to_be_focused()
    expect(part(page, "results")).to_be_hidden()
    expect(part(page, "setup")).to_be_visible()
    assert page.evaluate("localStorage.getItem('nnweb game')") is None


def test_the_results_fit_a_phone(warm: Warm, begin: Game, subtests: pytest.Subtests):
    """No table needs to be scrolled at 360, and no cell's words are cut or broken within a word."""
    warm.page.set_viewport_size({"width": 360, "height": 740})
    for path in (GAME, f"zh/{GAME}"):
        with subtests.test(path=path):
            page = begin(path, seed=5)
            play(page, [1, 2, 3])
            await_onset(page)
            part(page, "pause").click()
            choice(page, "end").click()
            expect(page.locator(".nn-game__headline")).to_be_visible()
            wide = page.evaluate(
                """() => [...document.querySelectorAll(".nn-game__results .nn-game__scroll")]
                    .filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.className)"""
            )
            assert wide == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            clean(page)
