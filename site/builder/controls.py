"""What a template needs to draw a control: of a figure, and of the playground."""

from decimal import Decimal
from typing import Any

from figures.figure import Control, Range, Words
from figures.scales import logarithmic

# Steps of a slider whose scale is logarithmic.
LOG_STEPS = 200


def describe_control(control: Control, words: Words) -> dict[str, Any]:
    """Return the control's own fields with its label and, of a range, its slider and its value as a text."""
    fields = {name: getattr(control, name) for name in control.__dataclass_fields__}
    fields["label"] = words["controls"][control.key]
    if isinstance(control, Range):
        fields["names"] = [words["options"][control.key][name] for name in control.names]
        fields["text"] = write_value(control, control.default)
        fields["wide"] = max(len(write_value(control, end)) for end in (control.low, control.high))
        if control.names:
            fields["text"] = fields["names"][round((control.default - control.low) / control.step)]
            fields["wide"] = max(map(len, fields["names"]))
        fields["slider"] = {
            "low": control.low, "high": control.high, "step": control.step, "now": control.default,
        }  # fmt: skip
        if control.log:
            place = logarithmic(control.low, control.high, 0, LOG_STEPS)
            fields["slider"] = {"low": 0, "high": LOG_STEPS, "step": 1, "now": round(place(control.default))}
    return fields


def write_value(control: Range, value: float) -> str:
    """Return a control's value as the reader sees it.

    The page writes it under the reader's hand (`text` in lib/state.js); a test holds the two together.
    """
    if control.log:
        written = f"{Decimal(f'{value:.3g}'):f}"  # never with an exponent, as JavaScript writes it
    else:
        decimals = len(f"{control.step:.10f}".rstrip("0").partition(".")[2])
        written = f"{value:.{decimals}f}"
    written = written.replace("-", "\N{MINUS SIGN}")
    return f"{written}\u00a0{control.unit}" if control.unit else written
