"""What comes in: the image, laid out in a row, then weighed by one hidden unit."""

import numpy as np

from figures import classifier
from figures.figure import Numbers, Words
from figures.forward.layout import ACTIVATIONS, FLATTEN, IMAGE, STEPS, SUM, WEIGHTS
from figures.images import HEAD, MUTED, framed, key, large, signed_image, sums, thumb
from figures.svg import element, pixels, signed, term, text


def draw_pixels(numbers: Numbers, words: Words) -> str:
    """Return the first panel's marks."""
    step, weights = numbers["step"], numbers["weights"]
    if step == IMAGE:
        head = words["image_heads"][numbers["cases"]["subject"]]
    else:
        head = words["heads"][STEPS[min(step, SUM)]]
    head = head.format(unit=numbers["unit"], index=numbers["index"])
    marks = [text(head, 8, 18, **HEAD)]
    if step < WEIGHTS:
        marks.append(term("input", framed(large(numbers["image"]), numbers["at"])))
    else:
        reach = float(np.abs(weights).max()) or 1.0
        shown = weights if step == WEIGHTS else numbers["products"]
        seen = framed(signed_image(shown, reach), numbers["at"])
        marks += [
            term("weight", seen) if step == WEIGHTS else seen,
            term("input", thumb(words["grey"], numbers["image"], 54)),
            key(reach),
        ]
        if step > WEIGHTS:
            marks.append(text("×", 355, 188, text_anchor="middle", font_size=20))
            marks.append(term("weight", thumb(words["weight"], weights, 206, reach)))
    if step == FLATTEN:
        marks.append(_row_of_all(numbers, words))
    if step >= SUM:
        marks.append(_sum(numbers, words))
    return "".join(marks)


def _row_of_all(numbers: Numbers, words: Words) -> str:
    """The 784 values in one row, half a unit each, and where the chosen one has come to stand."""
    place = 14 + numbers["at"] * 0.5
    rows = [element("path", d=f"M14 {y}h392", stroke="var(--nn-rule-strong)") for y in (345.5, 366.5)]
    strip = element(
        "g",
        pixels(numbers["passed"].x.reshape(1, -1) * 255, 0, 0, 1),
        transform="translate(14 346) scale(0.5 20)",
    )
    return "".join(
        (
            strip,
            *rows,
            element("path", d=f"M{place:.1f} 342v28", stroke="var(--nn-accent)", stroke_width=3),
            text(
                words["place"].format(at=numbers["at"]),
                min(max(place, 80.0), 340.0), 390, text_anchor="middle", **MUTED,
            ),
        )
    )  # fmt: skip


def _sum(numbers: Numbers, words: Words) -> str:
    """All products added up, then the bias, then what the activation makes of it."""
    passed: classifier.Pass = numbers["passed"]
    unit = numbers["unit"]
    products = numbers["products"]
    said = [
        (words["positive"], float(products[products > 0].sum()), "var(--nn-positive)"),
        (words["negative"], float(products[products < 0].sum()), "var(--nn-negative)"),
        (words["bias"], float(passed.hidden_bias[unit]), "var(--nn-ink-muted)"),
    ]
    marks = [sums(said, 8, 343, 92)]
    number = {"y": 394, "class_": "nn-number", **HEAD}
    marks.append(term("sum", text(f"z = {signed(float(passed.z[unit]))}", 8, **number)))
    if numbers["step"] >= ACTIVATIONS:
        name = words["functions"][passed.activation]
        marks.append(term("activation", text(f"{name}(z) = {signed(float(passed.a[unit]))}", 130, **number)))
    return "".join(marks)
