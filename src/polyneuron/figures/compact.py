"""The weights of a trained network, small enough for a page: whole numbers of one byte, and a scale for each array.

An error of 1/254 of the largest weight changes hardly any answer, and a kernel of 784 × 300 takes 0.3 MB as text.
"""

from __future__ import annotations

import base64
from typing import Any

import numpy as np


def compact(array: np.ndarray) -> dict[str, Any]:
    """An array as text: its shape, the scale, and base64 of int8 in C order; value = scale · number."""
    array = np.asarray(array, dtype=np.float32)
    scale = float(np.abs(array).max()) / 127 or 1.0
    numbers = np.round(array / scale).astype(np.int8)
    return {
        "shape": list(array.shape),
        "scale": float(f"{scale:.6g}"),
        "numbers": base64.b64encode(numbers.tobytes()).decode("ascii"),
    }


def dense_layers(model: Any) -> list[dict[str, Any]]:
    """Kernel, bias and activation of each `Dense` layer of a Keras model, in their order."""
    found = []
    for layer in model.layers:
        if type(layer).__name__ == "Dense":
            kernel, bias = layer.get_weights()
            found.append({"kernel": compact(kernel), "bias": compact(bias), "activation": layer.activation.__name__})
    return found
