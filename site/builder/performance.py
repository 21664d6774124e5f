"""The Performance page's parts, drawn from `benchmarks/results.json`: no number on that page is typed in."""

import gzip
import json
import re
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from builder.paths import ROOT
from builder.templates import strings

PLACEHOLDER = re.compile(r'<div data-performance="(?P<part>[a-z-]+)"></div>')
RESULTS = ROOT / "benchmarks" / "results.json"

Results = dict[str, Any]
Words = dict[str, Any]


def draw_performance(html: str, language: str) -> str:
    """Replace each `<div data-performance="PART"></div>` by what was measured, in the language's words."""
    if not PLACEHOLDER.search(html):
        return html
    words = strings(language)["performance"]
    return PLACEHOLDER.sub(lambda match: PARTS[match["part"]](results(), words), html)


@cache
def results(path: Path = RESULTS) -> Results:
    """Return the last benchmark's results."""
    measured: Results = json.loads(path.read_text("utf-8"))
    return measured


def chart(measured: Results, words: Words) -> str:
    """Return a table whose bars are as long as the contenders took, the fastest first."""
    contenders = sorted(measured["contenders"].items(), key=lambda each: each[1]["total_median_s"])
    longest = contenders[-1][1]["total_median_s"]
    ours = measured["contenders"]["nnweb-chromium"]["total_median_s"]
    rows = []
    for name, result in contenders:
        seconds = result["total_median_s"]
        place = words["places"]["browser" if name in ("tfjs", "jaxjs") or "chromium" in name else "native"]
        accuracy = sum(result["test_accuracy"]) / len(result["test_accuracy"])
        mine = ' class="nn-bars__ours"' if name == "nnweb-chromium" else ""
        rows.append(
            f'<tr{mine}><th scope="row">{escape(words["contenders"][name])}<br><small>{escape(place)}; '
            f"{escape(result['version'])}</small></th>"
            f'<td class="nn-bars__bar"><span style="width:{seconds / longest * 100:.1f}%"></span></td>'
            f"<td>{seconds:.2f}</td><td>{result['total_min_s']:.2f}</td><td>{seconds / ours:.2f}</td>"
            f"<td>{accuracy:.4f}</td></tr>"
        )
    heads = "".join(f'<th scope="col">{escape(words["heads"][key])}</th>' for key in HEADS)
    return (
        f'<p class="nn-bars__caption">{escape(_fill(words["caption"], measured))}</p>'
        f'<div class="nn-bars__frame" tabindex="0" role="region" aria-label="{escape(words["title"])}">'
        f'<table class="nn-bars">'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


HEADS = ("name", "bar", "median", "minimum", "ratio", "accuracy")


def scaling(measured: Results, words: Words) -> str:
    """Return three small charts: seconds of an epoch against images, batch size and hidden units."""
    figures = [
        f'<figure class="nn-figure"><p class="nn-figure__title">{escape(words["scaling"][name])}</p>'
        f'<div class="nn-figure__drawing">{_growth(name, times, words)}</div></figure>'
        for name, times in measured["scaling"].items()
    ]
    return f'<div class="nn-columns">{"".join(figures)}</div>'


def _growth(name: str, times: dict[str, float], words: Words) -> str:
    from figures.scales import linear, logarithmic
    from figures.svg import axes, element, label, line

    values, seconds = [int(value) for value in times], list(times.values())
    y = linear(0, max(seconds) * 1.2, 190, 34)
    # Batch sizes double; the other two are to show that time grows in proportion.
    doubling = name == "batch_size"
    x = logarithmic(min(values) * 0.8, max(values), 52, 330) if doubling else linear(0, max(values), 52, 330)
    xs, ys = np.array([float(x(value)) for value in values]), np.array([float(y(each)) for each in seconds])
    marks = [
        element("circle", cx=float(at), cy=float(up), r=4, fill="var(--nn-unit)")
        + label(f"{each:.2f}", float(at), float(up) - 11, text_anchor="middle", font_size=14)
        for at, up, each in zip(xs, ys, seconds, strict=True)
    ]
    said = "; ".join(f"{value}: {each:.2f} s" for value, each in zip(values, seconds, strict=True))
    return element(
        "svg",
        element("title", escape(words["scaling"][name])),
        element("desc", escape(said)),
        axes(x, y, words["axes"][name], words["axes"]["seconds"], count=4),
        line(xs, ys, "var(--nn-unit)"),
        *marks,
        viewBox="0 0 360 240",
        role="img",
        aria_label=f"{words['scaling'][name]}. {said}",
    )


def facts(measured: Results, words: Words) -> str:
    """Return what the numbers hold for: machine, versions, bytes and start."""
    rows = [
        (words["facts"][key], _fill(words["values"][key], measured))
        for key in ("machine", "browser", "start", "payload", "kernel", "date")
    ]
    if measured["skipped"]:
        left_out = ", ".join(words["contenders"][name] for name in measured["skipped"])
        rows.append((words["facts"]["skipped"], left_out))
    return (
        '<dl class="nn-facts">'
        + "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in rows)
        + "</dl>"
    )


def _fill(sentence: str, measured: Results) -> str:
    kernel = (ROOT / "nnweb" / "ops" / "kernel.wasm").read_bytes()
    runs = max(len(result["total_s"]) for result in measured["contenders"].values())
    values = (
        measured["machine"]
        | measured["start"]
        | measured["settings"]
        | {"date": measured["date"], "runs": runs}
    )
    sizes = {
        "before_mb": values["bytes_before_train"] / 1e6,
        "after_mb": values["bytes_after_train"] / 1e6,
        "kernel_kb": len(kernel) / 1e3,
        "kernel_gzip_kb": len(gzip.compress(kernel, 9)) / 1e3,
    }
    return sentence.format(**values, **sizes)


PARTS: dict[str, Callable[[Results, Words], str]] = {"chart": chart, "scaling": scaling, "facts": facts}
