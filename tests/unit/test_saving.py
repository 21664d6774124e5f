import io
import json

import numpy as np
import pytest

from nnweb import Sequential
from nnweb.layers import Dense, Dropout, Flatten, Rescaling
from nnweb.optimizers import SGD, Adam, RMSprop

RNG = np.random.Generator(np.random.PCG64(0))
X = RNG.integers(0, 256, (30, 2, 3), np.uint8)
Y = RNG.integers(0, 4, 30)


def trained(optimizer=None):
    model = Sequential(
        [
            Rescaling(1 / 255, input_shape=(2, 3)),
            Flatten(),
            Dense(5, "relu"),
            Dropout(0.2),
            Dense(4, "softmax"),
        ],
        seed=3,
    )
    model.compile(optimizer or Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(X, Y, epochs=2, verbose=0)
    return model


def repacked(data, change):
    """Return a file with its config and arrays changed by `change(config, arrays)`."""
    with np.load(io.BytesIO(data)) as file:
        arrays = {name: file[name] for name in file.files}
    config = json.loads(arrays.pop("format").tobytes())
    change(config, arrays)
    out = io.BytesIO()
    np.savez(out, format=np.frombuffer(json.dumps(config).encode(), np.uint8), **arrays)
    return out.getvalue()


def test_a_file_brings_everything_back(tmp_path):
    model = trained()
    path = tmp_path / "model.npz"
    model.save(path)
    for again in (Sequential.load(path), Sequential.load(str(path))):
        np.testing.assert_array_equal(again.predict(X), model.predict(X))
        assert again.evaluate(X, Y) == model.evaluate(X, Y)
        assert [layer.config() for layer in again.layers] == [layer.config() for layer in model.layers]
        assert again.optimizer.config() == model.optimizer.config()
        assert again.seed == 3


@pytest.mark.parametrize("optimizer", [SGD(0.1), SGD(0.1, momentum=0.9), RMSprop(0.01), Adam(0.01)])
def test_training_goes_on_as_if_never_interrupted(optimizer):
    model = trained(optimizer)
    again = Sequential.from_bytes(model.to_bytes())
    for each in (model, again):
        each.fit(X, Y, epochs=2, verbose=0)
    np.testing.assert_array_equal(again.parameters, model.parameters)


def test_without_the_optimizer_the_file_is_a_third():
    model = trained()
    assert Sequential.from_bytes(model.to_bytes(include_optimizer=False)).optimizer.iterations == 0
    with np.load(io.BytesIO(model.to_bytes(include_optimizer=False))) as file:
        assert set(file.files) == {"format", "parameters"}


def test_a_model_that_was_not_compiled_predicts():
    model = Sequential([Dense(2, input_shape=(3,))], seed=0)
    again = Sequential.from_bytes(model.to_bytes())
    assert not again.compiled
    np.testing.assert_array_equal(again.predict(np.ones((1, 3))), model.predict(np.ones((1, 3))))


def test_nothing_is_pickled():
    with np.load(io.BytesIO(trained().to_bytes()), allow_pickle=False) as file:
        assert all(file[name].dtype != object for name in file.files)


@pytest.mark.parametrize("size", [0, 10, 200, -1, -200])
def test_a_cut_file_is_told(size, tmp_path):
    path = tmp_path / "cut.npz"
    path.write_bytes(trained().to_bytes()[:size])
    with pytest.raises(ValueError, match=r"Expected .*cut\.npz to be a model nnweb saved; it is damaged"):
        Sequential.load(path)


def test_a_flipped_byte_is_told():
    data = bytearray(trained().to_bytes())
    data[data.index(b"parameters.npy") + 300] ^= 255
    with pytest.raises(ValueError, match="it is damaged or something else"):
        Sequential.from_bytes(bytes(data))


def test_foreign_files_are_told():
    out, pickled = io.BytesIO(), io.BytesIO()
    np.savez(out, a=np.zeros(3))
    np.savez(pickled, format=np.array([{"a": 1}], dtype=object))
    array = io.BytesIO()
    np.save(array, np.zeros(3))
    for data in (b"# A text", out.getvalue(), pickled.getvalue(), array.getvalue()):
        with pytest.raises(ValueError, match="it is damaged or something else"):
            Sequential.from_bytes(data)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c, a: c.update(version=2), "version 1.*Received: format 'nnweb', version 2"),
        (lambda c, a: c.update(format="keras"), "Received: format 'keras'"),
        (lambda c, a: c["layers"].append({"class": "Conv2D"}), "Unknown layer"),
        (
            lambda c, a: c["layers"][2].update(units=6),
            r"parameters should be float32 of shape \(70,\).*\(59,\)",
        ),
        (lambda c, a: c["layers"][2].update(unit=6), "content doesn't fit"),
        (lambda c, a: a.pop("parameters"), "it lacks 'parameters'"),
        (lambda c, a: a.update(parameters=a["parameters"].astype(np.float64)), "and is float64"),
        (lambda c, a: a.update({"optimizer/m": np.zeros(3, np.float32)}), r"optimizer/m should be float32"),
        (lambda c, a: a.update(other=np.zeros(3)), "an array 'other' that nothing asks for"),
        (lambda c, a: c.pop("input_shape"), "it lacks 'input_shape'"),
        (lambda c, a: c["compile"]["loss"].update(name="hinge"), "Unknown loss"),
    ],
)
def test_content_that_does_not_fit_is_told(change, message):
    with pytest.raises(ValueError, match=message):
        Sequential.from_bytes(repacked(trained().to_bytes(), change))


def test_a_missing_file_is_no_damaged_one(tmp_path):
    with pytest.raises(FileNotFoundError):
        Sequential.load(tmp_path / "none.npz")
