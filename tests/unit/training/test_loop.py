import numpy as np
import pytest

from nnweb import Sequential
from nnweb.layers import Dense, Dropout
from nnweb.optimizers import SGD
from nnweb.training import Callback, DivergedError, EarlyStopping, EpochEnd, History, Step, progress

RNG = np.random.Generator(np.random.PCG64(0))
X = RNG.random((50, 3), np.float32)
Y = (X[:, 0] > X[:, 1]).astype(np.uint8)


def classifier(seed=0, rate=0.1, dropout=0.0):
    model = Sequential([Dense(8, "tanh", input_shape=(3,)), Dropout(dropout), Dense(2, "softmax")], seed=seed)
    model.compile(SGD(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def test_steps_come_in_order_and_count_what_is_done():
    steps = list(classifier().fit_steps(X, Y, batch_size=20, epochs=2, validation_data=(X[:30], Y[:30])))
    told = [
        (s.phase, s.epoch, s.batch, s.batches) if isinstance(s, Step) else ("end", s.epoch) for s in steps
    ]
    one = [
        ("train", 0, 1, 3),
        ("train", 0, 2, 3),
        ("train", 0, 3, 3),
        ("validate", 0, 1, 2),
        ("validate", 0, 2, 2),
    ]
    two = [(phase, 1, *rest) for phase, _, *rest in one]
    assert told == [*one, ("end", 0), *two, ("end", 1)]
    assert all(step.epochs == 2 for step in steps)


def test_running_means_weigh_each_batch_by_its_examples():
    steps = [s for s in classifier().fit_steps(X, Y, batch_size=20) if isinstance(s, Step)]
    sizes = np.array([20, 20, 10])
    assert steps[-1].loss == pytest.approx(np.average([s.batch_loss for s in steps], weights=sizes))
    accuracies = [s.batch_metrics["accuracy"] for s in steps]
    assert steps[-1].metrics["accuracy"] == pytest.approx(np.average(accuracies, weights=sizes))
    assert steps[0].loss == steps[0].batch_loss


def test_epoch_end_and_history_hold_the_same():
    model = classifier()
    ends = [s for s in model.fit_steps(X, Y, epochs=3, validation_split=0.2) if isinstance(s, EpochEnd)]
    assert set(ends[0].logs) == {"loss", "accuracy", "val_loss", "val_accuracy", "seconds"}
    assert model.history.epoch == [0, 1, 2]
    assert set(model.history.history) == {"loss", "accuracy", "val_loss", "val_accuracy"}
    assert model.history.history["val_loss"] == [end.logs["val_loss"] for end in ends]
    assert ends[-1].logs["val_loss"] == pytest.approx(model.evaluate(X[40:], Y[40:])[0], rel=1e-5)


def test_validation_split_takes_the_end_and_never_trains_on_it():
    one, other = classifier(), classifier()
    one.fit(X, Y, validation_split=0.2, epochs=2, verbose=0)
    other.fit(X[:40], Y[:40], epochs=2, verbose=0)
    np.testing.assert_array_equal(one.parameters, other.parameters)


def test_the_seed_makes_a_run_repeatable_to_the_last_bit():
    runs = [classifier(seed, dropout=0.3) for seed in (4, 4, 5)]
    for model in runs:
        model.fit(X, Y, epochs=3, verbose=0)
    np.testing.assert_array_equal(runs[0].parameters, runs[1].parameters)
    assert not np.array_equal(runs[0].parameters, runs[2].parameters)


def test_a_run_leaves_numpys_global_generator_alone():
    before = np.random.get_state()[1].copy()
    classifier(dropout=0.3).fit(X, Y, verbose=0)
    np.testing.assert_array_equal(np.random.get_state()[1], before)


def test_shuffle_off_keeps_the_order(monkeypatch):
    model = classifier()
    seen: list[np.ndarray] = []
    gather = model.gather

    def watched(x, indices):
        seen.append(indices)
        return gather(x, indices)

    monkeypatch.setattr(model, "gather", watched)
    model.fit(X, Y, batch_size=20, epochs=2, shuffle=False, verbose=0)
    np.testing.assert_array_equal(np.concatenate(seen), [*range(50), *range(50)])
    seen.clear()
    model.fit(X, Y, batch_size=20, verbose=0)
    assert not np.array_equal(np.concatenate(seen), range(50))
    np.testing.assert_array_equal(np.sort(np.concatenate(seen)), range(50))


def test_a_caller_may_change_the_learning_rate_between_two_batches():
    model = classifier()
    steps = model.fit_steps(X, Y, batch_size=10)
    next(steps)
    model.optimizer.learning_rate = 0.0
    before = model.parameters.copy()
    next(steps)
    np.testing.assert_array_equal(model.parameters, before)


def test_a_caller_may_predict_and_evaluate_between_two_batches():
    plain, looking = classifier(), classifier()
    plain.fit(X, Y, batch_size=10, verbose=0)
    for _ in looking.fit_steps(X, Y, batch_size=10):
        looking.predict(X)
        looking.evaluate(X, Y)
    np.testing.assert_array_equal(plain.parameters, looking.parameters)


def test_arguments_are_checked_before_the_first_step():
    with pytest.raises(ValueError, match="batch_size"):
        classifier().fit_steps(X, Y, batch_size=0)


@pytest.mark.parametrize("x", [np.zeros((60, 3)), np.zeros((60, 3), np.uint8)])
def test_the_data_is_not_changed(x):
    x.flags.writeable = False
    classifier().fit(x, np.zeros(60, int), verbose=0)


def test_divergence_is_said_and_the_weights_stay_finite():
    model = Sequential([Dense(1, input_shape=(3,))], seed=0)
    model.compile(SGD(1e9), "mse")
    with pytest.raises(DivergedError) as caught:
        model.fit(X, X[:, :1], batch_size=25, epochs=50, verbose=0)
    error = caught.value
    assert error.what in ("the loss became inf", "the loss became nan")
    assert (
        f"{error.what} at epoch {error.epoch + 1}, batch {error.batch}, with a learning rate of 1e+09"
        in str(error)
    )
    assert "Try" in str(error)
    assert len(model.history.epoch) == error.epoch
    assert np.isfinite(model.parameters).all()


def test_divergence_by_the_last_batch_is_said_as_well():
    model = Sequential([Dense(1, input_shape=(3,))], seed=0)
    model.compile(SGD(1e38), "mse")
    with pytest.raises(DivergedError, match=r"a weight became infinite at epoch 1, batch 1"):
        model.fit(X, 100 + X[:, :1], batch_size=50, verbose=0)
    assert model.history.epoch == []


def test_divergence_in_validation_is_said():
    model = Sequential([Dense(1, input_shape=(3,))], seed=0)
    model.compile(SGD(1e20), "mse")
    far = np.full((4, 3), 1e15, np.float32)
    with pytest.raises(DivergedError, match=r"the validation loss became (inf|nan) at epoch 1, batch 1"):
        model.fit(X, X[:, :1], batch_size=50, validation_data=(far, far[:, :1]), verbose=0)
    assert model.history.epoch == []


class Recorder(Callback):
    def __init__(self):
        self.calls = []

    def on_train_begin(self, model):
        self.model = model
        self.calls.append("begin")

    def on_batch_end(self, step):
        assert step.phase == "train"
        self.calls.append("batch")
        if len(self.calls) == 6:
            self.model.stop_training = True

    def on_epoch_end(self, end):
        self.calls.append("epoch")

    def on_train_end(self, history):
        assert isinstance(history, History)
        self.calls.append("end")


def test_callbacks_are_called_and_can_stop():
    recorder, model = Recorder(), classifier()
    history = model.fit(X, Y, batch_size=25, epochs=9, verbose=0, validation_split=0.1, callbacks=[recorder])
    assert recorder.calls == ["begin", "batch", "batch", "epoch", "batch", "batch", "end"]
    assert history.epoch == [0]


def test_callbacks_hear_the_end_of_a_run_that_is_abandoned():
    recorder = Recorder()
    steps = classifier().fit_steps(X, Y, callbacks=[recorder])
    next(steps)
    steps.close()
    assert recorder.calls == ["begin", "batch", "end"]


def test_any_object_with_such_a_method_will_do():
    class Ends:
        seen = 0

        def on_epoch_end(self, end):
            self.seen += 1

    ends = Ends()
    classifier().fit(X, Y, epochs=2, verbose=0, callbacks=[ends])
    assert ends.seen == 2


class Scripted(Callback):
    """Tells EarlyStopping of losses we choose."""

    def __init__(self, losses, stopping):
        self.losses, self.stopping = losses, stopping

    def on_train_begin(self, model):
        self.model, self.weights = model, []
        self.stopping.on_train_begin(model)

    def on_epoch_end(self, end):
        self.weights.append(self.model.parameters.copy())
        self.stopping.on_epoch_end(end._replace(logs={"val_loss": self.losses[end.epoch]}))

    def on_train_end(self, history):
        self.stopping.on_train_end(history)


@pytest.mark.parametrize(
    ("patience", "min_delta", "epochs", "best"),
    [(0, 0.0, 3, 1), (1, 0.0, 6, 3), (2, 0.0, 7, 3), (0, 0.5, 2, 0)],
)
def test_early_stopping(patience, min_delta, epochs, best):
    stopping = EarlyStopping(patience=patience, min_delta=min_delta, restore_best_weights=True)
    scripted = Scripted([1.0, 0.8, 0.9, 0.7, 0.7, 0.75, 0.9, 0.9], stopping)
    model = classifier()
    model.fit(X, Y, epochs=8, verbose=0, callbacks=[scripted])
    assert len(scripted.weights) == epochs
    assert stopping.best_epoch == best
    np.testing.assert_array_equal(model.parameters, scripted.weights[best])


def test_early_stopping_keeps_the_last_weights_unless_asked():
    model = classifier()
    scripted = Scripted([1.0, 2.0], EarlyStopping())
    model.fit(X, Y, epochs=5, verbose=0, callbacks=[scripted])
    np.testing.assert_array_equal(model.parameters, scripted.weights[1])


def test_early_stopping_watches_accuracy_upwards():
    stopping = EarlyStopping(monitor="accuracy")
    stopping.on_train_begin(classifier())
    stopping.on_epoch_end(EpochEnd(0, 9, {"accuracy": 0.5}))
    stopping.on_epoch_end(EpochEnd(1, 9, {"accuracy": 0.6}))
    assert stopping.best_epoch == 1


def test_early_stopping_errors():
    with pytest.raises(ValueError, match="Unknown monitor"):
        EarlyStopping(monitor="f1")
    with pytest.raises(ValueError, match="patience=-1"):
        EarlyStopping(patience=-1)
    with pytest.raises(ValueError, match=r"Expected 'val_loss' to be measured.*Received: loss, accuracy"):
        classifier().fit(X, Y, verbose=0, callbacks=[EarlyStopping()])


def test_ctrl_c_keeps_the_weights_and_says_one_sentence(capsys):
    class Interrupt(Callback):
        def on_train_begin(self, model):
            self.model, self.batches = model, 0

        def on_batch_end(self, step):
            self.batches += 1
            if self.batches == 4:
                self.kept = self.model.parameters.copy()
                raise KeyboardInterrupt

    interrupt, model = Interrupt(), classifier()
    history = model.fit(X, Y, batch_size=25, epochs=5, verbose=0, callbacks=[interrupt])
    np.testing.assert_array_equal(model.parameters, interrupt.kept)
    assert history.epoch == [0]
    assert capsys.readouterr().out == "\nInterrupted in epoch 2: the weights trained so far are kept.\n"


def test_history_shows_its_last_numbers():
    history = classifier().fit(X, Y, epochs=2, verbose=0)
    assert repr(history).startswith("History(2 epochs: loss=0.")


def test_the_callbacks_hear_of_the_end_when_showing_progress_is_interrupted(monkeypatch):
    class Ended(Callback):
        ended = False

        def on_train_end(self, history):
            self.ended = True

    def interrupted(self, step):
        raise KeyboardInterrupt

    ended = Ended()
    monkeypatch.setattr(progress.Silent, "__call__", interrupted)
    classifier().fit(X, Y, verbose=0, callbacks=[ended])
    assert ended.ended
