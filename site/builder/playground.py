"""The first state of the playground, for its template: drawn from the numbers the worker would send."""

from functools import cache
from typing import Any

from figures import playground
from figures.figure import Choice, Control
from figures.svg import heatmap

from builder.controls import describe_control
from builder.megabytes import start_megabytes
from builder.templates import strings


def first_state(language: str) -> dict[str, Any]:
    """Return the controls in this language, and what is drawn before anything runs."""
    words = strings(language)["playground"]
    return {
        "controls": {control.key: describe_control(control, words) for control in playground.CONTROLS},
        "named": {control.key: _named(control, words["options"]) for control in playground.CONTROLS},
        "megabytes": start_megabytes(),
        "grid": playground.GRID,
        "small": playground.SMALL,
        "shade": playground.SHADE,
        **_drawn(),
    }


def _named(control: Control, words: dict[str, Any]) -> dict[str, str]:
    """A choice's options in words; a number of units is its own word, but for a layer that isn't there."""
    options = control.options if isinstance(control, Choice) else ()
    named = {option: words["none"] if option == "0" else option for option in options}
    named.update(words.get(control.key, {}))
    return named


@cache
def _drawn() -> dict[str, Any]:
    state = playground.check({})
    model = playground.build(state)
    x, y, trained = playground.make_points(state)
    chosen, _ = playground.arrange(state)
    output, units = playground.maps(model, chosen)
    layout, weights = playground.layout(state), playground.weights(model)
    pictures = iter([*playground.feature_maps(), *units, output])
    features = playground.features(x, chosen)
    scores = [
        *playground.score(model, features[:trained], y[:trained]),
        *playground.score(model, features[trained:], y[trained:]),
    ]
    return {
        "layout": layout,
        "weights": weights.tolist(),
        "output": heatmap(playground.SHADE * output, 0, 0, 300, 300, levels=16),
        "pictures": [heatmap(next(pictures), 0, 0, 36, 36) for _ in layout["tiles"]],
        "points": playground.draw_points(x, y, trained),
        "scores": dict(
            zip(("train_loss", "train_accuracy", "test_loss", "test_accuracy"), scores, strict=True)
        ),
    }
