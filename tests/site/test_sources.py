"""Code on pages is the package's own, whole and as it stands; every piece that a page shows is there."""

import re
from html import unescape

import pytest
from builder.paths import ROOT
from builder.sources import PLACEHOLDER, SourceError, draw_sources, source

PAGES = sorted((ROOT / "docs").rglob("*.md"))
SHOWN = sorted({found["name"] for page in PAGES for found in PLACEHOLDER.finditer(page.read_text("utf-8"))})


def test_pages_show_a_dense_layer_the_loss_adam_and_the_loop():
    assert {
        "nnweb.layers.Dense.forward",
        "nnweb.layers.Dense.backward",
        "nnweb.losses.CategoricalCrossentropy.with_logits",
        "nnweb.optimizers.Adam._step",
        "nnweb.training.loop._train",
        "nnweb.training.loop._epoch_steps",
    } <= set(SHOWN)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_a_line_that_a_page_of_code_points_at_stands_in_code_that_it_shows(page):
    text = page.read_text("utf-8")
    shown = "".join(source(found["name"])[0] for found in PLACEHOLDER.finditer(text))
    named = set(re.findall(r"`(model\.[\w.]+)`", text)) if shown else set()
    assert {name for name in named if name not in shown} == set()


@pytest.mark.parametrize("name", SHOWN)
def test_a_piece_stands_in_its_file_line_by_line(name):
    code, path, first = source(name)
    lines = path.read_text("utf-8").splitlines()[first - 1 :]
    indent = len(lines[0]) - len(lines[0].lstrip())
    assert code.splitlines() == [line[indent:] for line in lines[: len(code.splitlines())]]
    assert path.is_relative_to(ROOT / "nnweb")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_every_piece_on_a_page_is_drawn_whole(page):
    for found in PLACEHOLDER.finditer(page.read_text("utf-8")):
        html = draw_sources(found[0], page.relative_to(ROOT / "docs").parts[0])
        (code,) = re.findall("<pre><code>(.*)</code></pre>", html, re.DOTALL)
        assert unescape(re.sub("<[^>]*>", "", code)).strip() == source(found["name"])[0].strip()


def test_names_light_up_with_the_formulas_terms():
    html = draw_sources(
        '<div data-source="nnweb.layers.Dense.forward" data-terms="dense-forward"></div>', "en"
    )
    assert '<span class="n" data-term="weight">kernel</span>' in html
    assert '<span class="n" data-term="bias">bias</span>' in html


@pytest.mark.parametrize(
    "options",
    [
        'data-source="nnweb.layers.Dense.gone"',
        'data-source="nnweb.nowhere.Dense"',
        'data-source="nnweb"',
        'data-source="nnweb.layers.Dense.forward" data-terms="typo"',
        'data-source="nnweb.layers.Dense.forward" data-terms="adam"',
    ],
)
def test_a_piece_that_is_gone_is_said(options):
    with pytest.raises(SourceError, match="expected"):
        draw_sources(f"<div {options}></div>", "en")
