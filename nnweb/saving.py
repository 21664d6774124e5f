"""Models as files: one .npz of plain arrays, one of which holds the configuration as JSON. Never pickle.

format      uint8, JSON: {"format": "nnweb", "version": 1, layers, input_shape, seed, compile, …}
parameters  float32, [count_params()]: every layer's kernel and bias, in order
optimizer/… float32, alike: what the optimizer remembers, if it was saved
"""

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from nnweb import layers, losses, optimizers
from nnweb.checks.arguments import choose
from nnweb.ops.arrays import FLOAT, Array

if TYPE_CHECKING:
    from nnweb.model import Sequential

__all__ = ["from_bytes", "to_bytes"]

FORMAT, VERSION = "nnweb", 1
STATE = "optimizer/"

# What a file that is no model, or half of one, can make NumPy, zipfile and json raise.
DAMAGED = (ValueError, OSError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error)


def to_bytes(model: "Sequential", include_optimizer: bool = True) -> bytes:
    """Return the model as the content of a .npz file.

    With the optimizer's memory and the generator's state (three times the size for Adam), training goes on
    after loading as if it had never been interrupted; without, it starts its optimizer afresh.
    """
    model.build()
    config: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "layers": [{"class": type(layer).__name__, **layer.config()} for layer in model.layers],
        "input_shape": model.input_shape,
        "seed": model.seed,
    }
    arrays: dict[str, Any] = {"parameters": model.parameters}
    if model.compiled:
        config["compile"] = {
            "optimizer": model.optimizer.config(),
            "loss": model.loss.config(),
            "metrics": model.metrics,
        }
        if include_optimizer:
            config["iterations"] = model.optimizer.iterations
            arrays |= {STATE + name: array for name, array in model.optimizer.state.items()}
    if include_optimizer:
        config["generator"] = model.rng.bit_generator.state
    file = io.BytesIO()
    described = np.frombuffer(json.dumps(config).encode(), np.uint8)
    np.savez(file, format=described, **arrays)
    return file.getvalue()


def from_bytes(make: Callable[..., "Sequential"], data: bytes, name: str = "the file") -> "Sequential":
    """Return the model `to_bytes` turned into bytes.

    Args:
        make: returns a model without layers for a `seed`; `Sequential` itself.
        data: what `to_bytes` returned.
        name: what to call it in an error.

    Raises:
        ValueError: if it is damaged or something else.
    """
    config, arrays = _open(data, name)
    try:
        model = _model(make, config)
        parameters = arrays.pop("parameters")
        _check(parameters, model, "parameters")
        model.parameters[...] = parameters
        if "compile" in config:
            _compile(model, config, arrays)
        if "generator" in config:
            model.rng.bit_generator.state = config["generator"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        said = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
        raise ValueError(
            f"Expected {name} to be a model nnweb saved, but its content doesn't fit: {said}"
        ) from error
    return model


def _open(data: bytes, name: str) -> tuple[dict[str, Any], dict[str, Array]]:
    advice = "Save it again with model.save(path)."
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            arrays = {key: file[key] for key in file.files}
        config = json.loads(arrays.pop("format").tobytes())
        told = config["format"], config["version"]
    except DAMAGED:
        raise ValueError(
            f"Expected {name} to be a model nnweb saved; it is damaged or something else. {advice}"
        ) from None
    if told != (FORMAT, VERSION):
        raise ValueError(
            f"Expected {name} to be of format {FORMAT!r}, version {VERSION}. {advice} "
            f"Received: format {told[0]!r}, version {told[1]!r}"
        )
    return config, arrays


def _model(make: Callable[..., "Sequential"], config: dict[str, Any]) -> "Sequential":
    model = make(seed=config["seed"])
    for described in config["layers"]:
        arguments = {key: tuple(value) if key == "input_shape" else value for key, value in described.items()}
        model.add(choose("layer", arguments.pop("class"), layers.LAYERS)(**arguments))
    model.build(tuple(config["input_shape"]))
    return model


def _compile(model: "Sequential", config: dict[str, Any], arrays: dict[str, Array]) -> None:
    described = dict(config["compile"]["optimizer"])
    optimizer = choose("optimizer", described.pop("name"), optimizers.OPTIMIZERS)(**described)
    described = dict(config["compile"]["loss"])
    loss = choose("loss", described.pop("name"), losses.LOSSES)(**described)
    model.compile(optimizer, loss, config["compile"]["metrics"])
    optimizer.iterations = config.get("iterations", 0)
    missing = {STATE + name for name in optimizer.remembers} - set(arrays)
    if arrays and missing:
        raise ValueError(f"without {', '.join(sorted(missing))}, which its optimizer remembers")
    for name, array in arrays.items():
        if name.removeprefix(STATE) not in optimizer.remembers:
            raise ValueError(f"an array {name!r} that nothing asks for")
        _check(array, model, name)
        optimizer.state[name.removeprefix(STATE)] = array


def _check(array: Array, model: "Sequential", name: str) -> None:
    if array.shape != model.parameters.shape or array.dtype != FLOAT:
        raise ValueError(
            f"{name} should be float32 of shape {model.parameters.shape}, as the layers say, "
            f"and is {array.dtype} of shape {array.shape}"
        )
