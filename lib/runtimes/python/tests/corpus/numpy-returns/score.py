import json

import numpy as np
import pandas as pd

VALUES = {
    "float64": lambda: np.float64(1.5),
    "float32": lambda: np.float32(1.5),
    "int64": lambda: np.int64(1),
    "array": lambda: np.array([1, 2]),
    "listed array": lambda: np.array([[1.5, 2], [3, 4]]).tolist(),
    "bool": lambda: np.bool_(True),
    "frame": lambda: pd.DataFrame({"a": [1]}),
    "listed frame": lambda: pd.DataFrame({"a": [1, 2]}).to_dict(orient="records"),
}


def init():
    pass


def run(data):
    return VALUES[json.loads(data)]()
