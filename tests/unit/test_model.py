import numpy as np
import pytest

from nnweb import Sequential, layers
from nnweb.layers import Dense, Flatten
from nnweb.losses import BinaryCrossentropy, SparseCategoricalCrossentropy
from nnweb.optimizers import Adam
from tests.unit.gradcheck import assert_gradient

RNG = np.random.Generator(np.random.PCG64(0))
X = RNG.random((40, 3), np.float32)
Y = (X[:, 0] > X[:, 1]).astype(np.uint8)


def classifier(loss="sparse_categorical_crossentropy", activation="softmax", units=2, seed=0):
    model = Sequential([Dense(8, "tanh", input_shape=(3,)), Dense(units, activation)], seed=seed)
    model.compile(Adam(0.05), loss, metrics=["accuracy"])
    return model


@pytest.mark.parametrize(
    ("loss", "activation", "units", "targets"),
    [
        ("sparse_categorical_crossentropy", "softmax", 2, Y),
        (SparseCategoricalCrossentropy(from_logits=True), None, 2, Y),
        ("categorical_crossentropy", "softmax", 2, np.eye(2)[Y]),
        ("binary_crossentropy", "sigmoid", 1, Y),
        (BinaryCrossentropy(from_logits=True), "linear", 1, Y),
        ("mse", "softmax", 2, np.eye(2)[Y]),
        ("mse", "sigmoid", 1, Y.astype(float)),
    ],
)
def test_every_loss_learns_and_counts_right(loss, activation, units, targets):
    model = classifier(loss, activation, units)
    model.fit(X, targets, epochs=60, batch_size=8, verbose=0)
    value, accuracy = model.evaluate(X, targets)
    assert accuracy >= 0.9
    assert value < 0.3
    outputs = model.predict(X)
    from_logits = getattr(model.loss, "from_logits", False)
    predicted = outputs.argmax(axis=1) if units == 2 else outputs[:, 0] > (0 if from_logits else 0.5)
    assert (predicted == Y).mean() == pytest.approx(accuracy)


@pytest.mark.parametrize("loss", ["sparse_categorical_crossentropy", "mse"])
def test_gradient_of_the_whole_model(loss):
    model = classifier(loss)
    # The model's vectors in float64, so that the check is sharp.
    model.parameters, model.gradients = model.parameters.astype(float), model.gradients.astype(float)
    start = 0
    for layer in model.layers:
        views: list[dict[str, np.ndarray]] = [{}, {}]
        for name, shape in layer.parameter_shapes((layer.kernel.shape[0],)).items():
            end = start + int(np.prod(shape))
            for views_of, vector in zip(views, (model.parameters, model.gradients), strict=True):
                views_of[name] = vector[start:end].reshape(shape)
            start = end
        layer.attach(*views)
    x = X[:5].astype(float)
    y = Y[:5] if loss.startswith("sparse") else np.eye(2)[Y[:5]]
    gradient = model.loss_of(x, y, training=True)[2]
    assert gradient is not None
    model.backward(gradient)
    assert_gradient(lambda: model.loss_of(x, y, training=True)[0], model.parameters, model.gradients.copy())


def test_evaluate_without_metrics_is_the_loss_alone():
    model = classifier()
    model.compile("sgd", "sparse_categorical_crossentropy")
    value = model.evaluate(X, Y)
    assert isinstance(value, float)
    chosen = model.predict(X)[np.arange(len(Y)), Y]
    assert value == pytest.approx(-np.log(chosen).mean(), rel=1e-5)


def test_results_do_not_depend_on_the_batch_size():
    model = classifier()
    np.testing.assert_allclose(model.predict(X, batch_size=7), model.predict(X, batch_size=40), rtol=1e-5)
    assert model.evaluate(X, Y, batch_size=7) == pytest.approx(model.evaluate(X, Y, batch_size=40), rel=1e-5)


def test_what_predict_returned_stays():
    model = classifier()
    first = model.predict(X[:4])
    kept = first.copy()
    model.predict(X[4:8])
    np.testing.assert_array_equal(first, kept)


def test_any_real_dtype_and_memory_order_is_taken():
    model = Sequential([Flatten(input_shape=(2, 2)), Dense(3)], seed=0)
    x = RNG.integers(0, 2, (6, 2, 2))
    expected = model.predict(x)
    for form in (
        x.astype(bool),
        x.astype(np.float64),
        x.astype(np.float16),
        np.asfortranarray(x),
        x.tolist(),
    ):
        np.testing.assert_allclose(model.predict(form), expected, rtol=1e-6)


def test_summary(capsys):
    classifier().summary()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ")[0] == "layer"
    assert lines[2].split() == ["dense", "(batch,", "8)", "32"]
    assert lines[-1] == "50 parameters"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda m: m.compile("adan", "mse"), ValueError, "Unknown optimizer"),
        (lambda m: m.compile("adam", "huber"), ValueError, "Unknown loss.*Received: 'huber'"),
        (lambda m: m.compile("adam"), ValueError, "Received: loss=None"),
        (lambda m: m.compile("adam", "mse", ["f1"]), ValueError, "Unknown metric.*Received: 'f1'"),
        (lambda m: m.compile("adam", "mse", "accuracy"), ValueError, "Expected metrics to be a list"),
        (lambda m: m.compile("adam", "binary_crossentropy"), ValueError, "activation to be 'sigmoid'"),
        (lambda m: m.fit(X, Y[:-1]), ValueError, "Expected y to be as long as x, 40"),
        (lambda m: m.fit(X, Y + 9), ValueError, "Expected labels from 0 to 1.*Received: labels from 9 to 10"),
        (lambda m: m.fit(X[:, :2], Y), ValueError, r"Expected x of shape \(examples, 3\)"),
        (lambda m: m.fit(X, Y, epochs=0), ValueError, "Received: epochs=0"),
        (lambda m: m.fit(X, Y, batch_size=2.5), ValueError, "Received: batch_size=2.5"),
        (lambda m: m.fit(X, Y, verbose="loud"), ValueError, "Received: verbose='loud'"),
        (lambda m: m.fit(X, Y, validation_split=1.0), ValueError, "Received: validation_split=1.0 of 40"),
        (lambda m: m.fit(X, Y, validation_data=X), ValueError, r"Expected validation_data=\(x, y\)"),
        (
            lambda m: m.fit(X, Y, validation_data=(X, Y[:2])),
            ValueError,
            "validation_y to be as long as validation_x",
        ),
        (lambda m: m.fit(X * np.nan, Y), ValueError, "Expected x to hold finite numbers"),
        (lambda m: m.fit(X, Y, callbacks=[1]), TypeError, "Expected a callback"),
        (lambda m: m.evaluate(X, np.eye(2)[Y]), ValueError, "For one-hot targets"),
        (lambda m: m.evaluate(X, Y, batch_size=0), ValueError, "Received: batch_size=0"),
        (lambda m: m.predict(X[0]), ValueError, "goes in as x"),
    ],
)
def test_mistakes_are_told_at_the_door(call, error, message):
    model = classifier()
    before = model.parameters.copy()
    with pytest.raises(error, match=message):
        call(model)
    np.testing.assert_array_equal(model.parameters, before)


def test_a_forgotten_compile_is_told():
    model = Sequential([Dense(2, input_shape=(3,))])
    for call in (lambda: model.fit(X, Y), lambda: model.evaluate(X, Y), lambda: model.optimizer):
        with pytest.raises(RuntimeError, match="Expected a compiled model"):
            call()


def test_outputs_must_be_rows():
    model = Sequential([layers.Rescaling(1, input_shape=(2, 2))])
    model.compile("sgd", "mse")
    with pytest.raises(ValueError, match=r"put Flatten\(\)"):
        model.fit(np.zeros((3, 2, 2)), np.zeros((3, 4)))
