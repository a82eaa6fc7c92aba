from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType
from inference_schema.schema_decorators import input_schema


def init():
    pass


@input_schema("a", StandardPythonParameterType(1), convert_to_provided_type=False)
@input_schema("b", StandardPythonParameterType("x"), optional=True)
def run(a, b=None):
    return {"a": a, "b": b}
