from azureml_inference_server_http.api.aml_response import AMLResponse


def init():
    pass


def run(data):
    return AMLResponse({"got": data}, 202, {"X-Custom": "y"}, json_str=True)
