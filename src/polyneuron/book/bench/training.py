"""One training run in a process of its own: reads tasks on standard input, writes what it measured to standard output.

What is timed: importing Keras, loading the data, encoding the training examples, and training, with TensorFlow's
tracing and compiling included. Validation runs between the epochs with the clock stopped; the test set is looked at
once, at the end. Where it is blind: a clock on the wall counts what else the machine does at the time.
"""

from __future__ import annotations

import functools
import json
import os
import resource
import statistics
import sys
import time
from typing import Any

from polyneuron.book.bench.layouts import encode, shifted
from polyneuron.book.bench.networks import Recipe

MEBIBYTE = 1024 * 1024


def main() -> None:
    """Serve the tasks on standard input; libraries that print cannot disturb the answer."""
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    tasks = json.load(sys.stdin)
    started = time.perf_counter()
    import keras
    import tensorflow  # noqa: F401 — Keras imports it when first needed; here it counts as importing

    imported = time.perf_counter() - started
    measured = []
    for task in tasks:
        recipe = Recipe(**{**task["recipe"], "claim": None})
        measured.append({"import_seconds": imported, **train(recipe, task["seed"], task["examples"])})
        keras.backend.clear_session()
    json.dump(measured, answer)
    answer.close()


def train(recipe: Recipe, seed: int, examples: int | None) -> dict[str, Any]:
    """Train one network and judge it.

    Parameters
    ----------
    examples
        Use only so many training and test examples; None for all.

    Returns
    -------
    Times in seconds, accuracies as shares, one list per curve (an entry per epoch), peak memory of the process in MiB.
    """
    import keras

    clock = time.perf_counter
    started = clock()
    training, test, source = _load(recipe.data)
    loaded = clock() - started
    if examples:
        training, test = [part[:examples] for part in training], [part[:examples] for part in test]
    held_out = min(recipe.held_out, len(training[1]) // 2)
    x_valid, x_train = training[0][:held_out], training[0][held_out:]
    y_valid, y_train = training[1][:held_out], training[1][held_out:]

    keras.utils.set_random_seed(seed)
    started = clock()
    x_train = encode(recipe.data, recipe.layout, x_train)
    encoded = clock() - started
    if held_out:
        x_valid = encode(recipe.data, recipe.layout, x_valid)

    model = build(recipe, len(y_train))
    timer = _timer(model, x_valid, _targets(recipe, y_valid)) if held_out else _timer(model)
    trained = _fit(model, recipe, seed, x_train, _targets(recipe, y_train), timer)
    started = clock()
    x_test = encode(recipe.data, recipe.layout, test[0])
    encoded_test = clock() - started
    test_loss, test_accuracy = model.evaluate(x_test, _targets(recipe, test[1]), batch_size=1000, verbose=0)

    later = timer.epoch_seconds[1:]
    epoch = statistics.median(later or timer.epoch_seconds)
    return {
        "source": source,
        "parameters": model.count_params(),
        "examples": len(y_train),
        "load_seconds": loaded,
        "encode_seconds": encoded,
        "encode_test_seconds": encoded_test,
        "train_seconds": trained,
        "epoch_seconds": epoch,
        "processor_seconds": timer.processor_seconds,
        "warm_up_seconds": max(0.0, trained - epoch * recipe.epochs),
        "peak_memory_mib": _peak_memory(),
        "test_accuracy": test_accuracy,
        "test_loss": test_loss,
        **timer.curves,
    }


@functools.cache
def _load(data: str) -> tuple[list, list, str]:
    from polyneuron import load_imdb, load_mnist

    loaded = load_mnist() if data == "mnist" else load_imdb(num_words=10_000)
    return list(loaded.train), list(loaded.test), loaded.source


def _peak_memory() -> float:
    """Largest resident memory of this process so far, in MiB; Linux counts in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MEBIBYTE if sys.platform == "darwin" else 1024)


def _targets(recipe: Recipe, labels: Any) -> Any:
    """Labels as the loss wants them."""
    if recipe.data == "imdb":
        return labels.astype("float32")
    if recipe.label_smoothing:
        import keras

        return keras.utils.to_categorical(labels, 10)
    return labels


def build(recipe: Recipe, examples: int) -> Any:
    """The compiled network; `examples` (in training) tells how many steps a falling learning rate has."""
    import keras

    layers = keras.layers
    inputs, x, hidden = _entrance(recipe)
    for units in hidden:
        x = layers.Dense(units, activation=recipe.activation)(x)
        if recipe.dropout:
            x = layers.Dropout(recipe.dropout)(x)
    two_classes = recipe.data == "imdb"
    last = "sigmoid" if two_classes else "softmax" if recipe.softmax else None
    model = keras.Model(inputs, layers.Dense(recipe.sizes[-1], activation=last)(x))

    rate = recipe.learning_rate
    if recipe.cosine:
        rate = keras.optimizers.schedules.CosineDecay(rate, -(-examples // recipe.batch) * recipe.epochs)
    optimizers = {"sgd": keras.optimizers.SGD, "rmsprop": keras.optimizers.RMSprop, "adam": keras.optimizers.Adam}
    if two_classes:
        loss = keras.losses.BinaryCrossentropy()
    elif recipe.label_smoothing:
        loss = keras.losses.CategoricalCrossentropy(label_smoothing=recipe.label_smoothing)
    else:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=False)
    model.compile(
        optimizer=optimizers[recipe.optimizer](rate),
        loss=loss,
        metrics=["accuracy"],
        steps_per_execution=recipe.steps_per_execution,
        jit_compile=recipe.xla,
    )
    return model


def _entrance(recipe: Recipe) -> tuple[Any, Any, tuple[int, ...]]:
    """The input, what the first hidden layer gets, and the hidden layers that are still to come."""
    import keras

    layers, hidden = keras.layers, tuple(recipe.hidden)
    width = recipe.sizes[0]
    match recipe.layout:
        case "images":
            inputs = keras.Input((28, 28), dtype="uint8")
            return inputs, layers.Rescaling(1 / 255)(layers.Flatten()(inputs)), hidden
        case "uint8":
            inputs = keras.Input((width,), dtype="uint8")
            return inputs, layers.Rescaling(1.0)(inputs), hidden
        case "sparse":
            inputs = keras.Input((width,), sparse=True)
            return inputs, inputs, hidden
        case "embedding":
            inputs = keras.Input((None,), dtype="int32")
            rows = layers.Embedding(width, hidden[0], embeddings_initializer="glorot_uniform")(inputs)
            return inputs, _sum_of_rows()(rows, inputs), hidden[1:]
        case _:
            inputs = keras.Input((width,))
            return inputs, inputs, hidden


def _sum_of_rows() -> Any:
    """A layer: the sum of the rows whose index is not 0, plus a bias, through ReLU; as Dense on multi-hot input."""
    import keras

    class SumOfRows(keras.layers.Layer):
        def build(self, rows_shape: Any, indices_shape: Any) -> None:
            self.bias = self.add_weight(shape=(rows_shape[-1],), initializer="zeros", name="bias")

        def call(self, rows: Any, indices: Any) -> Any:
            used = keras.ops.cast(indices > 0, rows.dtype)
            return keras.ops.relu(keras.ops.einsum("nif,ni->nf", rows, used) + self.bias)

    return SumOfRows()


def _timer(model: Any, x_valid: Any = None, y_valid: Any = None) -> Any:
    """A callback that times the epochs and draws the curves; the clock stands still while it validates."""
    import keras

    class Timer(keras.callbacks.Callback):
        def __init__(self) -> None:
            super().__init__()
            self.epoch_seconds: list[float] = []
            self.processor_seconds = 0.0
            self.start()
            self.curves: dict[str, list[float]] = {"loss": [], "accuracy": []}

        def start(self) -> None:
            self.started, self.started_on_processor = time.perf_counter(), time.process_time()

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            self.epoch_seconds.append(time.perf_counter() - self.started)
            self.processor_seconds += time.process_time() - self.started_on_processor
            for name in ("loss", "accuracy"):
                self.curves[name].append(float(logs[name]))
            if x_valid is not None:
                for name, value in zip(("loss", "accuracy"), self._judge(), strict=True):
                    self.curves.setdefault(f"validation_{name}", []).append(float(value))
            self.start()

        def _judge(self) -> Any:
            return model.evaluate(x_valid, y_valid, batch_size=1000, verbose=0)

    return Timer()


def _fit(model: Any, recipe: Recipe, seed: int, x_train: Any, y_train: Any, timer: Any) -> float:
    """Train; return seconds without those of validation."""
    options = {"verbose": 0, "callbacks": [timer]}
    timer.start()
    if recipe.shift:
        import numpy as np

        random = np.random.default_rng(seed)
        for _ in range(recipe.epochs):
            model.fit(shifted(x_train, recipe.shift, random), y_train, batch_size=recipe.batch, **options)
    elif recipe.layout == "dataset":
        import tensorflow as tf

        examples = tf.data.Dataset.from_tensor_slices((x_train, y_train))
        model.fit(examples.shuffle(len(y_train)).batch(recipe.batch), epochs=recipe.epochs, **options)
    else:
        model.fit(x_train, y_train, batch_size=recipe.batch, epochs=recipe.epochs, **options)
    return sum(timer.epoch_seconds)


if __name__ == "__main__":
    main()
