import pandas as pd
from inference_schema.parameter_types.pandas_parameter_type import PandasParameterType
from inference_schema.schema_decorators import input_schema, output_schema

SAMPLE = pd.DataFrame({"age": [1, 2], "name": ["a", "b"], "when": pd.to_datetime(["2024-01-01", "2024-01-02"])})


def init():
    pass


@input_schema("frame", PandasParameterType(SAMPLE))
@output_schema(PandasParameterType(pd.DataFrame({"n": [1]})))
def run(frame, request_headers):
    return {"types": [str(t) for t in frame.dtypes], "rows": len(frame), "x": request_headers.get("X-A")}
