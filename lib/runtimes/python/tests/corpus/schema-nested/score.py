import numpy as np
import pandas as pd
from inference_schema.parameter_types.numpy_parameter_type import NumpyParameterType
from inference_schema.parameter_types.pandas_parameter_type import PandasParameterType
from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType
from inference_schema.schema_decorators import input_schema, output_schema

SAMPLE = StandardPythonParameterType(
    {
        "array": NumpyParameterType(np.array([1, 2])),
        "frame": PandasParameterType(pd.DataFrame({"a": [1]})),
        "text": StandardPythonParameterType("x"),
    }
)


def init():
    pass


@input_schema("Inputs", SAMPLE)
@input_schema("GlobalParameters", StandardPythonParameterType(1.0))
@output_schema(StandardPythonParameterType({"Results": SAMPLE}))
def run(Inputs, GlobalParameters):
    return {
        "Results": {
            "array": Inputs["array"].tolist(),
            "frame": Inputs["frame"].to_dict("records"),
            "text": Inputs["text"],
        },
        "scale": GlobalParameters,
    }
