import base64
import hashlib

import jinja2
import pytest
from builder.components import draw_components
from builder.policy import add_content_security_policies
from builder.programs import PROGRAMS


def test_a_placeholder_becomes_its_component_with_the_languages_words():
    english = draw_components('<p>before</p><div data-component="lab"></div>', "en")
    chinese = draw_components('<p>before</p><div data-component="lab"></div>', "zh")
    assert "<p>before</p>" in english
    assert 'data-component="lab"' in english
    assert "Train" in english
    assert "训练" in chinese


def test_a_cell_holds_the_named_program_escaped():
    html = draw_components('<div data-component="cell" data-program="article"></div>', "en")
    program = PROGRAMS["article"].read_text("utf-8")
    assert "Sequential()" in program
    assert "activation=&#34;relu&#34;" in html


def test_a_cell_on_a_chinese_page_holds_the_program_in_chinese_words_where_there_is_one():
    cell = '<div data-component="cell" data-program="lessons/descent_rates"></div>'
    assert "# 走一步后" in draw_components(cell, "zh")
    assert "# what one step leaves" in draw_components(cell, "en")
    other = '<div data-component="cell" data-program="article"></div>'
    assert "Sequential()" in draw_components(other, "zh")


def test_an_unknown_component_is_named():
    with pytest.raises(jinja2.TemplateNotFound, match=r"typo\.html"):
        draw_components('<div data-component="typo"></div>', "en")


def test_every_page_gets_one_policy_for_this_origin_and_the_pages_own_scripts(tmp_path):
    head = (
        '<html><head><script>{}</script><script src="x.js"></script>'
        '<script type="application/json">1</script></head></html>'
    )
    for name, script in {"a.html": "run()", "b.html": "walk()"}.items():
        (tmp_path / name).write_text(head.format(script), "utf-8")
    add_content_security_policies(tmp_path)
    add_content_security_policies(tmp_path)  # a second language's build comes to the same folder
    policies = []
    for name in ("a.html", "b.html"):
        html = (tmp_path / name).read_text("utf-8")
        assert html.count("Content-Security-Policy") == 1
        policies.append(html.split('content="')[1].split('"')[0])
    assert policies[0] == policies[1]
    scripts = next(part for part in policies[0].split("; ") if part.startswith("script-src"))
    for allowed in (b"run()", b"walk()"):
        assert f"sha256-{base64.b64encode(hashlib.sha256(allowed).digest()).decode()}" in scripts
    assert scripts.count("sha256-") == 2
    assert "unsafe" not in scripts
    assert "http" not in policies[0]
