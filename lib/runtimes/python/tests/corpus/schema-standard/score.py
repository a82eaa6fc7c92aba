from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType
from inference_schema.schema_decorators import input_schema, output_schema


def init():
    pass


@input_schema("data", StandardPythonParameterType({"name": "ana", "age": 3}))
@input_schema("method", StandardPythonParameterType("predict"))
@output_schema(StandardPythonParameterType({"result": [1, 2]}))
def run(data, method="predict"):
    return {"data": data, "method": method, "type": type(data).__name__}
