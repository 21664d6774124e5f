"""The rule of one step, written out with the step's own numbers, and how numbers are written."""

from collections.abc import Iterable
from typing import Any

from figures.backward.two_two_one import PATHS, SYMBOLS, term_of
from figures.figure import Numbers, Words
from figures.svg import element, signed, term, text

__all__ = [
    "RULE_HEIGHT",
    "draw_rule",
    "hue",
    "kind_of",
    "scientific",
    "symbol",
    "write",
    "write_given",
    "write_rule",
]

RULE_HEIGHT = 204.0
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RESULT, _COLUMN, _SIGN = 66.0, 58.0, 14.0  # how wide are the result, a factor, and what stands before it
_NUMBER: dict[str, Any] = {"class_": "nn-number"}


def write(value: float, decimals: int = 3) -> str:
    """Return a number with about as many digits however large it is."""
    if abs(value) >= 1e4:
        digits, _, power = f"{value:.1e}".partition("e")
        return f"{digits}e{int(power)}".replace("-", "\N{MINUS SIGN}")
    before = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    return signed(value, max(0, decimals - before))


def write_given(value: float) -> str:
    """Return an input or a parameter, which is set in steps of 0.05."""
    return signed(value) if abs(value) < 100 else write(value)


def scientific(value: float) -> str:
    """Return a small positive number as a power of ten, as it is written by hand: 3·10⁻¹¹."""
    if value == 0:
        return "0"
    digit, _, power = f"{value:.0e}".partition("e")
    return f"{digit}·10{str(int(power)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def hue(value: float) -> str:
    """Return the colour of a signed number that is written."""
    return "var(--nn-positive)" if value >= 0 else "var(--nn-negative)"


def symbol(name: str) -> str:
    """Return a step's quantity: z_1, or ∂L/∂z_1, with subscripts as svg.text writes them."""
    return f"∂L/∂{SYMBOLS[name[1:]]}" if name.startswith("d") else SYMBOLS[name]


def kind_of(name: str) -> str:
    """Return what a step does, by which its sentence is found."""
    if name in ("begin", "L", "dy_pred"):
        return name
    if not name.startswith("d"):
        return "sum" if name.startswith("z") else "activation"
    return {"z": "slope", "h": "weight", "b": "one", "x": "paths"}.get(name[1], "input")


def write_rule(numbers: Numbers) -> str:
    """Return a step's result in plain text: ∂L/∂w₁₁ = −0.0310."""
    name = numbers["name"]
    if name == "begin":
        return f"x₁ = {signed(numbers['x1'])}, x₂ = {signed(numbers['x2'])}, y = {signed(numbers['y_true'])}"
    plain = symbol(name).replace("_", "").replace("{", "").replace("}", "").translate(_LOWERED)
    value = numbers["gradients"][name[1:]] if name.startswith("d") else numbers[name]
    return f"{plain} = {write(value, 4 if name.startswith('d') else 3)}"


def draw_rule(numbers: Numbers, words: Words) -> str:
    """Return a sentence on what the step does, its formula, its numbers, and for a gradient the check."""
    name = numbers["name"]
    marks = [text(words["says"][kind_of(name)], 2, 24)]
    if not name.startswith("d"):
        return "".join([*marks, *_forward(numbers, words)])
    gradient, nudged = numbers["gradients"][name[1:]], numbers["nudged"][name[1:]]
    if len(PATHS[name[1:]]) == 1:
        marks.append(_product(numbers, name[1:]))
    else:
        marks.append(_sum(numbers, name[1:]))
    for line, y in zip(words["check"].splitlines(), (178, 198), strict=True):
        filled = line.format(
            symbol=SYMBOLS[name[1:]], nudged=write(nudged, 6), difference=scientific(abs(gradient - nudged))
        )
        marks.append(text(filled, 2, y, class_="nn-number", fill="var(--nn-ink-muted)", font_size=14))
    return "".join(marks)


# Forward: a formula, and under it the same with numbers


def _forward(numbers: Numbers, words: Words) -> Iterable[str]:
    name = numbers["name"]
    lines = (
        [f"{SYMBOLS[key]} = {signed(numbers[key])}" for key in ("x1", "x2", "y_true")]
        if name == "begin"
        else _formula(numbers, name, words["options"]["activation"])
    )
    for i, line in enumerate(lines):
        last = i == len(lines) - 1
        yield text(
            line,
            2,
            70 + 34 * i,
            font_size=16,
            font_weight=650 if last and name != "begin" else None,
            **_NUMBER,
        )


def _formula(at: Numbers, name: str, called: dict[str, str]) -> list[str]:
    def value(key: str) -> str:
        given = key[0] in "xwvb" or key == "y_true"
        written = write_given(at[key]) if given else write(at[key])
        return f"({written})" if at[key] < 0 else written

    result = write(at[name])
    if name == "z3":
        terms = [("v1", "h1"), ("v2", "h2")]
    elif name.startswith("z"):
        terms = [(f"w{j}{name[1]}", f"x{j}") for j in "12"]
    if name.startswith("z"):
        bias = f"b{name[1]}"
        above = " + ".join(f"{SYMBOLS[a]} · {SYMBOLS[b]}" for a, b in terms)
        below = " + ".join(f"{value(a)} · {value(b)}" for a, b in terms)
        return [f"{SYMBOLS[name]} = {above} + {SYMBOLS[bias]}", f"= {below} + {value(bias)}", f"= {result}"]
    if name == "L":
        if at["loss"] == "sigmoid_entropy":
            rest = f"{write_given(1 - at['y_true'])} · ln {write(at['rest'])}"
            return [
                "L = −y · ln ŷ − (1 − y) · ln(1 − ŷ)",
                f"= −{value('y_true')} · ln {value('y_pred')} − {rest}",
                f"= {result}",
            ]
        return ["L = (ŷ − y)²", f"= ({write(at['y_pred'])} − {value('y_true')})²", f"= {result}"]
    inner = "z3" if name == "y_pred" else f"z{name[1]}"
    function = called["sigmoid" if name == "y_pred" else at["activation"]]
    if name == "y_pred" and at["loss"] == "squared":
        return [f"ŷ = {SYMBOLS['z3']}", f"= {result}"]
    return [
        f"{SYMBOLS[name]} = {function}({SYMBOLS[inner]})",
        f"= {function}({write(at[inner])})",
        f"= {result}",
    ]


# Backward: the chain of local derivatives, a number under each


def _product(numbers: Numbers, name: str) -> str:
    """The gradient is what has come back so far, times one local derivative more."""
    of, path = numbers["slopes"], PATHS[name][0]
    marks = [_derivative(f"L/{name}", numbers["gradients"][name], 0, 4, font_weight=650)]
    for i, slope in enumerate(path, start=1):
        marks += [_sign("=" if i == 1 else "·", i), _derivative(slope, of[slope], i)]
    last = _middle(len(path))
    marks.append(
        element(
            "rect", x=last - _COLUMN / 2, y=40, width=_COLUMN, height=88, rx=4, fill="none",
            stroke="var(--nn-ink)", stroke_width=1.5,
        )
    )  # fmt: skip
    if len(path) > 1:
        known = path[-1].split("/")[0]
        start, end = _middle(1) - _COLUMN / 2 + 4, _middle(len(path) - 1) + _COLUMN / 2 - 4
        marks.append(element("path", d=f"M{start} 126v6H{end}v-6", fill="none", stroke="var(--nn-ink-muted)"))
        middle, value = max((start + end) / 2, 118.0), write(numbers["gradients"][known], 4)
        marks.append(text(f"∂L/∂{SYMBOLS[known]} = {value}", middle, 151, text_anchor="middle", **_NUMBER))
    return "".join(marks)


def _sum(numbers: Numbers, name: str) -> str:
    """The gradient of an input: two paths, a product along each."""
    of, d = numbers["slopes"], numbers["gradients"]
    marks = [_derivative(f"L/{name}", d[name], 0, 4, font_weight=650)]
    for i, unit in enumerate(("z1", "z2")):
        at = 1 + 2 * i
        marks += [_sign("+" if i else "=", at), _derivative(f"L/{unit}", d[unit], at)]
        marks += [_sign("·", at + 1), _derivative(f"{unit}/{name}", of[f"{unit}/{name}"], at + 1)]
        start, end = _middle(at) - _COLUMN / 2 + 4, _middle(at + 1) + _COLUMN / 2 - 4
        marks.append(element("path", d=f"M{start} 126v6H{end}v-6", fill="none", stroke="var(--nn-ink-muted)"))
        along = write(d[unit] * of[f"{unit}/{name}"], 4)
        marks.append(text(along, (start + end) / 2, 151, text_anchor="middle", **_NUMBER))
    return "".join(marks)


def _middle(column: int) -> float:
    return 2 + _RESULT / 2 if column == 0 else 2 + _RESULT + column * (_COLUMN + _SIGN) - _COLUMN / 2


def _sign(sign: str, column: int) -> str:
    x = _middle(column) - (_COLUMN + _SIGN) / 2
    return text(sign, x, 76, text_anchor="middle") + text(sign, x, 118, text_anchor="middle")


def _derivative(slope: str, value: float, column: int, decimals: int = 3, **more: Any) -> str:
    """A derivative as a fraction, and its number below."""
    x = _middle(column)
    above, _, below = slope.partition("/")
    return term(
        term_of(slope),
        text(f"∂{SYMBOLS[above]}", x, 60, text_anchor="middle"),
        element("path", d=f"M{x - 19} 69h38", stroke="var(--nn-ink)"),
        text(f"∂{SYMBOLS[below]}", x, 89, text_anchor="middle"),
        text(write(value, decimals), x, 118, text_anchor="middle", fill=hue(value), **_NUMBER, **more),
    )
