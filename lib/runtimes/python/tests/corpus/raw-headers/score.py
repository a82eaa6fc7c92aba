from azureml_inference_server_http.api.aml_request import rawhttp


def init():
    pass


@rawhttp
def run(body, request_headers):
    return {
        "same": dict(body.headers) == request_headers,
        "data": body.data.decode(),
        "type": type(request_headers).__name__,
    }
