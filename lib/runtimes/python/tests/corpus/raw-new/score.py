
from azureml_inference_server_http.api.aml_request import rawhttp
from azureml_inference_server_http.api.aml_response import AMLResponse


def init():
    pass


def stream():
    yield b"one "
    yield b"two "
    yield b"three"


def describe(request):
    return {
        "method": request.method,
        "path": request.path,
        "full_path": request.full_path,
        "args": request.args.to_dict(flat=False),
        "form": request.form.to_dict(flat=False),
        "files": {name: file.read().decode() for name, file in request.files.items()},
        "data": request.get_data(as_text=True),
        "is_json": request.is_json,
        "content_type": request.content_type,
        "mimetype": request.mimetype,
        "header": request.headers.get("X-A"),
        "cookies": dict(request.cookies),
        "url": request.url,
        "host": request.host,
    }


def fail():
    raise ValueError("no")


WAYS = {
    "describe": describe,
    "json": lambda request: request.get_json(),
    "silent": lambda request: request.get_json(silent=True),
    "dict": lambda request: {"plain": True},
    "text": lambda request: "plain text",
    "none": lambda request: None,
    "bytes": lambda request: AMLResponse(b"\x00\xff", 200, {"Content-Type": "image/png"}),
    "lower": lambda request: AMLResponse("x", 200, {"content-type": "text/csv"}),
    "html": lambda request: AMLResponse("<b>", 200),
    "json_str": lambda request: AMLResponse({"a": [1]}, 200, {}, json_str=True),
    "empty": lambda request: AMLResponse(None, 200),
    "blank": lambda request: AMLResponse("", 200),
    "created": lambda request: AMLResponse("made", 201, {"Location": "/there"}),
    "nothing": lambda request: AMLResponse("", 204),
    "missing": lambda request: AMLResponse("not here", 404),
    "teapot": lambda request: AMLResponse("tea", 418),
    "unavailable": lambda request: AMLResponse("later", 503),
    "error": lambda request: AMLResponse({"why": "me"}, 500, {}, json_str=True),
    "failed": lambda request: AMLResponse("x", 200, {}, run_function_failed=True),
    "headers": lambda request: AMLResponse("x", 200, {"X-Custom": "a, b,c", "Cache-Control": "no-store"}),
    "moved": lambda request: AMLResponse("", 302, {"Location": "/elsewhere"}),
    "unicode": lambda request: AMLResponse("Cádiz ☀", 200),
    "stream": lambda request: AMLResponse(stream(), 200, {"Content-Type": "text/plain"}),
    "list": lambda request: AMLResponse([b"a", b"b"], 200),
    "large": lambda request: AMLResponse(b"x" * 300000, 200, {"Content-Type": "application/octet-stream"}),
    "nothing serialisable": lambda request: {1, 2},
    "raise": lambda request: fail(),
    "bad header name": lambda request: AMLResponse(stream(), 200, {"X-Model Name": "m"}),
    "bad header value": lambda request: AMLResponse("x", 200, {"X-Model": "\x01"}),
    "bad status": lambda request: AMLResponse("x", "not a number"),
}


@rawhttp
def run(request):
    return WAYS[request.args.get("way", "describe")](request)
