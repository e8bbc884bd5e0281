"""The networks and their recipes, as data: the five sources' and the course's own.

Guards against figures that belong to another network than the one described: everything a run depends on stands in its
`Recipe`, is stored beside its results, and its parameters and operations are counted from it. Settings that a source
does not tell are named in its `Claim`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

CLASSES = {"mnist": 10, "imdb": 1}
INPUTS = {"mnist": 784, "imdb": 10_000}


@dataclass(frozen=True)
class Claim:
    """What a source reports, and what it leaves open."""

    test_accuracy: float | None = None
    validation_accuracy: float | None = None
    test_loss: float | None = None
    unknown: tuple[str, ...] = ()
    """Settings that the source does not tell, with the choice made here."""
    corrected: tuple[str, ...] = ()
    """Mistakes of the source that are not repeated."""
    reason: str = ""
    """Why the reported figure is not reached, where it is not."""
    is_failure: bool = False
    """The figure is that of a network that cannot learn: reproducing it means not to learn either."""


@dataclass(frozen=True)
class Recipe:
    """Everything that a training run depends on, besides the seed."""

    name: str
    """Identifier in the stored results."""
    title: str
    data: str
    """`mnist` or `imdb`."""
    hidden: tuple[int, ...]
    """Units of the hidden layers."""
    optimizer: str
    """`sgd`, `rmsprop` or `adam`."""
    learning_rate: float
    batch: int
    epochs: int
    held_out: int = 5_000
    """The first examples of the training set, kept for validation; 0 trains on all of them."""
    activation: str = "relu"
    dropout: float = 0.0
    """Share of each hidden layer's outputs that is dropped in training."""
    cosine: bool = False
    """The learning rate falls to 0 along a half cosine; constant otherwise."""
    softmax: bool = True
    """False leaves logits, which the loss then takes for probabilities: the sources' `from_logits` failure."""
    label_smoothing: float = 0.0
    shift: int = 0
    """Every epoch sees each image moved at random by so many pixels at most, in both directions."""
    layout: str = "float32"
    """How the examples enter; see `layouts`."""
    steps_per_execution: int = 1
    xla: bool = False
    environment: tuple[tuple[str, str], ...] = ()
    """Variables set before TensorFlow starts."""
    claim: Claim | None = None

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of all layers, from the inputs to the outputs."""
        return (INPUTS[self.data], *self.hidden, CLASSES[self.data])

    @property
    def parameters(self) -> int:
        """Weights and biases."""
        return sum(before * after + after for before, after in pairwise(self.sizes))

    def gflop(self, examples: int) -> float:
        """10⁹ operations of the matrix products in training: forward, gradient of weights, gradient of inputs.

        A product of (n, a) and (a, b) takes 2·n·a·b operations. The first layer needs no gradient of its inputs.
        """
        products = [before * after for before, after in pairwise(self.sizes)]
        return 2 * (3 * sum(products) - products[0]) * examples * self.epochs / 1e9

    @property
    def settings(self) -> str:
        """The training recipe in words."""
        optimizer = {"sgd": "SGD", "rmsprop": "RMSprop", "adam": "Adam"}[self.optimizer]
        parts = [
            f"{optimizer} {self.learning_rate:g}" + (" falling along a cosine" if self.cosine else ""),
            f"batch {self.batch}",
            f"{self.epochs} epoch{'s' if self.epochs > 1 else ''}",
        ]
        optional = {
            f"dropout {self.dropout:g}": self.dropout,
            f"label smoothing {self.label_smoothing:g}": self.label_smoothing,
            f"images shifted by up to {self.shift} pixel{'s' if self.shift > 1 else ''}": self.shift,
            f"{self.steps_per_execution} steps per execution": self.steps_per_execution > 1,
            "XLA": self.xla,
        }
        return ", ".join(parts + [text for text, used in optional.items() if used])

    def but(self, name: str, title: str, claim: Claim | None = None, **changes: Any) -> Recipe:
        """The same recipe with other settings; what a source says of this one does not hold for the other."""
        return replace(self, name=name, title=title, claim=claim, **changes)


DROPOUT_128 = Recipe(
    name="dropout-128",
    title="128, dropout 0.2",
    data="mnist",
    hidden=(128,),
    optimizer="adam",
    learning_rate=0.001,
    batch=32,
    epochs=5,
    held_out=0,
    dropout=0.2,
    claim=Claim(
        test_accuracy=0.9752,
        unknown=("optimiser: Adam 0.001", "batch: 32", "epochs: 5"),
        corrected=("the last layer has a softmax, so that the loss gets probabilities",),
    ),
)
LOGITS_FAILURE = DROPOUT_128.but(
    "logits-failure",
    "128, dropout 0.2, no softmax, `from_logits=False`",
    Claim(test_accuracy=0.1019, unknown=("optimiser: Adam 0.001", "batch: 32", "epochs: 5"), is_failure=True),
    softmax=False,
)
SOURCE_ACCURACY = 0.9763
"""What the source of 300-100 reports of the test data: the accuracy that times are measured to."""
SOURCE_300_100 = Recipe(
    name="300-100",
    title="300-100",
    data="mnist",
    hidden=(300, 100),
    optimizer="sgd",
    learning_rate=0.01,
    batch=32,
    epochs=30,
    claim=Claim(test_accuracy=SOURCE_ACCURACY, validation_accuracy=0.9808),
)
DROPOUT_512_512 = Recipe(
    name="dropout-512-512",
    title="512-512, dropout 0.2",
    data="mnist",
    hidden=(512, 512),
    optimizer="rmsprop",
    learning_rate=0.001,
    batch=128,
    epochs=10,
    held_out=0,
    dropout=0.2,
    claim=Claim(
        test_accuracy=0.9810,
        unknown=("epochs: 10 (uncertain in the source)", "learning rate: Keras's 0.001"),
        corrected=("the test set is not used for validation",),
    ),
)
PLAIN_512_512 = DROPOUT_512_512.but(
    "512-512",
    "512-512",
    Claim(
        test_accuracy=0.9801,
        unknown=("learning rate: Keras's 0.001",),
        corrected=("the test set is not used for validation",),
    ),
    dropout=0.0,
    epochs=5,
)
SOURCE_800_400 = Recipe(
    name="800-400",
    title="800-400",
    data="mnist",
    hidden=(800, 400),
    optimizer="adam",
    learning_rate=0.001,
    batch=128,
    epochs=15,
    held_out=0,
    claim=Claim(unknown=("learning rate: Keras's 0.001", "examples held out: none")),
)
FIVE_LAYERS = Recipe(
    name="five-layers",
    title="2500-2000-1500-1000-500, tanh",
    data="mnist",
    hidden=(2500, 2000, 1500, 1000, 500),
    optimizer="sgd",
    learning_rate=0.1,
    batch=128,
    epochs=5,
    held_out=0,
    activation="tanh",
    claim=Claim(
        test_accuracy=0.9698, unknown=("epochs: 5", "optimiser: SGD 0.1", "batch: 128", "examples held out: none")
    ),
)
SOURCE_IMDB = Recipe(
    name="imdb-16-16",
    title="16-16-1",
    data="imdb",
    hidden=(16, 16),
    optimizer="rmsprop",
    learning_rate=0.001,
    batch=512,
    epochs=4,
    held_out=0,
    claim=Claim(test_accuracy=0.88328, test_loss=0.293, unknown=("type of the encoded array: float32",)),
)
SOURCE_IMDB_CURVE = SOURCE_IMDB.but("imdb-16-16-curve", "16-16-1, 20 epochs", epochs=20, held_out=10_000)

COURSE_MNIST = Recipe(
    name="mnist-course",
    title="300-100, the course's recipe",
    data="mnist",
    hidden=(300, 100),
    optimizer="adam",
    learning_rate=0.003,
    batch=256,
    epochs=6,
    cosine=True,
    steps_per_execution=43,
)
"""215 steps an epoch, 5 executions: enough for a progress bar, few enough not to be felt."""
COURSE_MNIST_SHORT = COURSE_MNIST.but("mnist-course-short", "300-100, the course's recipe, shortened", epochs=3)
COURSE_MNIST_LONG = COURSE_MNIST.but("mnist-course-long", "300-100, the course's recipe, prolonged", epochs=12)
COURSE_MNIST_SHIFTED = COURSE_MNIST.but("mnist-course-shifted", "300-100, on shifted images", epochs=8, shift=1)
SOURCE_STEPS = SOURCE_300_100.but(
    "300-100-steps", "the source's recipe, 3 epochs, 191 steps per execution", epochs=3, steps_per_execution=191
)
COURSE_IMDB = SOURCE_IMDB.but(
    "imdb-course",
    "16-16-1, the course's recipe",
    optimizer="adam",
    learning_rate=0.002,
    epochs=3,
    cosine=True,
    layout="uint8",
)
SOURCE_IMDB_FLOAT64 = SOURCE_IMDB.but(
    "imdb-16-16-float64", "16-16-1, encoded as float64, NumPy's default", layout="float64"
)

MNIST_ABLATION = (
    COURSE_MNIST.but("mnist-batch-32", "batch 32", batch=32),
    COURSE_MNIST.but("mnist-batch-1024", "batch 1024", batch=1024),
    COURSE_MNIST.but("mnist-single-steps", "one step per execution", steps_per_execution=1),
    COURSE_MNIST.but("mnist-xla", "XLA (`jit_compile=True`), batch 250: every batch is full", xla=True, batch=250),
    COURSE_MNIST.but("mnist-constant-rate", "constant learning rate", cosine=False),
    COURSE_MNIST.but("mnist-tensor", "data as one TensorFlow tensor", layout="tensor"),
    COURSE_MNIST.but("mnist-images", "images as uint8, scaled within the network", layout="images"),
    COURSE_MNIST.but("mnist-dataset", "`tf.data`, example by example", layout="dataset"),
    COURSE_MNIST.but("mnist-no-onednn", "without oneDNN", environment=(("TF_ENABLE_ONEDNN_OPTS", "0"),)),
)
"""The course's recipe with a single change each."""
IMDB_ABLATION = (
    COURSE_IMDB.but("imdb-float32", "multi-hot as float32", layout="float32"),
    COURSE_IMDB.but("imdb-sparse", "multi-hot as `tf.SparseTensor`", layout="sparse"),
    COURSE_IMDB.but("imdb-embedding", "padded indices, rows of an embedding added", layout="embedding"),
    COURSE_IMDB.but("imdb-steps", "7 steps per execution", steps_per_execution=7),
    COURSE_IMDB.but("imdb-xla", "XLA (`jit_compile=True`)", xla=True),
    COURSE_IMDB.but("imdb-constant-rate", "constant learning rate", cosine=False),
)
"""The same for the reviews."""
