import base64
import datetime

from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType as Standard
from inference_schema.schema_decorators import input_schema, output_schema


def init():
    pass


@input_schema("whole", Standard(1))
@input_schema("real", Standard(1.5))
@input_schema("flag", Standard(True))
@input_schema("items", Standard([1, 2]))
@input_schema("when", Standard(datetime.datetime(2024, 1, 2, 3, 4, 5)))
@input_schema("blob", Standard(b"abc"))
@output_schema(Standard({"a": [{"b": 1.5}]}))
def run(whole=1, real=1.0, flag=False, items=(), when=None, blob=None):
    return {
        "whole": whole,
        "real": real,
        "flag": flag,
        "items": list(items),
        "when": when and when.isoformat(),
        "blob": blob and base64.b64encode(blob).decode(),
    }
