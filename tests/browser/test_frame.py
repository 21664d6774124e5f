"""The frame around every page: languages, instant navigation, policy, width, and the worker that lives on."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, OpenPage, Site
from tests.browser.pages import assert_accessible_in_both_schemes

DOCS = ROOT / "docs" / "en"
PAGES = sorted(
    "" if path.stem == "index" else path.relative_to(DOCS).with_suffix("").as_posix() + "/"
    for path in DOCS.rglob("*.md")
)
ALL = [language + path for language in ("", "zh/") for path in PAGES]


@pytest.mark.parametrize("path", [*ALL, "404.html"])
def test_a_page(page: Page, site: Site, subtests: pytest.Subtests, path: str):
    """What holds for every page: each line is told by itself, and all of them of one load."""
    page.goto(f"{site.url}/{path}")
    language = "zh" if path.startswith("zh") else "en"
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", re.compile(language))
    with subtests.test("it has one policy"):
        policies = page.locator('meta[http-equiv="Content-Security-Policy"]')
        expect(policies).to_have_count(1)
        assert "default-src 'self'" in (policies.get_attribute("content") or "")
    with subtests.test("axe finds nothing"):
        assert_accessible_in_both_schemes(page)
    with subtests.test("it does not scroll sideways on a narrow phone"):
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    with subtests.test("reading it fetched nothing heavy"):
        heavy = [asked for asked in site.requests if re.search(r"\.(wasm|whl|zip|gz|npz)$|pyodide", asked)]
        assert heavy == []


def test_who_prefers_dark_colours_gets_them(open_page: OpenPage, site_url: str):
    page = open_page(color_scheme="dark")
    page.goto(site_url)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_policy_stops_a_strangers_script(browser: Browser, site_url: str):
    context = browser.new_context()  # the page fixture would take the violation for a complaint
    page = context.new_page()
    page.goto(f"{site_url}/")
    violated = page.evaluate(
        """() => new Promise((resolve) => {
          addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "globalThis.intruder = true";
          document.head.append(script);
        })"""
    )
    assert violated.startswith("script-src")
    assert page.evaluate("globalThis.intruder") is None
    context.close()


def test_the_language_switch_keeps_the_page(page: Page, site_url: str, subtests: pytest.Subtests):
    for path in PAGES:
        with subtests.test(path=path):
            page.goto(f"{site_url}/{path}")
            page.get_by_role("link", name="中文").first.click()
            page.wait_for_url(f"{site_url}/zh/{path}")
            page.get_by_role("link", name="English").first.click()
            page.wait_for_url(f"{site_url}/{path}")


def test_instant_navigation_keeps_the_document_and_its_worker(page: Page, site_url: str):
    page.goto(f"{site_url}/lab/")
    page.evaluate(
        """async () => {
          window.kept = true;
          window.client = (await import("/assets/nnweb/client.js")).client;
          await client.boot();
        }"""
    )
    path = {"About": "/about/", "中文": "/zh/about/", "实验室": "/zh/lab/", "首页": "/zh/"}
    for link, ending in path.items():
        page.get_by_role("link", name=link, exact=True).first.click()
        page.wait_for_url(re.compile(re.escape(ending) + "$"))
    assert page.evaluate("window.kept")
    assert page.evaluate("client.started")
    assert page.evaluate("client.request('load_data', {split: 'test'})") == {"images": 10_000}
    assert sum("assets/nnweb" in worker.url for worker in page.workers) == 1


@pytest.mark.parametrize("path", ["lab/", "zh/lab/"])
def test_components_mount_once_on_return(page: Page, site_url: str, path: str):
    page.goto(f"{site_url}/{path}")
    for name in ("lab", "draw", "cell"):
        expect(page.locator(f'[data-component="{name}"][data-state="idle"]')).to_have_count(1)
    page.get_by_role("link", name=re.compile("^(About|关于)$")).first.click()
    page.wait_for_url(re.compile("/about/$"))
    expect(page.locator("[data-component]")).to_have_count(0)
    page.go_back()
    for name in ("lab", "draw", "cell"):
        expect(page.locator(f'[data-component="{name}"]')).to_have_count(1)


def test_home_shows_what_nnweb_computed(page: Page, site_url: str):
    page.goto(f"{site_url}/")
    drawing = page.get_by_role("img", name=re.compile("Ten digits"))
    expect(drawing).to_be_visible()
    assert drawing.locator("rect").count() == 100
    page.get_by_role("link", name="Train a network now").click()
    page.wait_for_url(re.compile("/lab/$"))
