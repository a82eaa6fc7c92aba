from azureml.contrib.services.aml_request import *  # noqa: F403
from azureml.contrib.services.aml_response import *  # noqa: F403
from azureml_inference_server_http.api import aml_request as new_request
from azureml_inference_server_http.api.aml_response import AMLResponse as NewResponse


def init():
    pass


@rawhttp  # noqa: F405
def run(request: AMLRequest):  # noqa: F405
    same = {"rawhttp": rawhttp is new_request.rawhttp, "response": AMLResponse is NewResponse}  # noqa: F405
    return NewResponse(same, 200, json_str=True)
