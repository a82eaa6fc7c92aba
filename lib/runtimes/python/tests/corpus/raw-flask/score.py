import flask
from azureml_inference_server_http.api.aml_request import rawhttp
from flask import Response, current_app, jsonify, make_response, stream_with_context
from flask import request as global_request


def init():
    pass


def chunks():
    yield global_request.args["way"]
    yield " streamed"


WAYS = {
    "global": lambda request: {"same": global_request.data == request.data, "app": bool(current_app)},
    "jsonify": lambda request: jsonify(a=1),
    "response": lambda request: Response("x", status=202, headers={"X-Custom": "1"}, mimetype="text/plain"),
    "made": lambda request: make_response("made", 203),
    "abort": lambda request: flask.abort(400),
    "error": lambda request: Response("bad", status=500),
    "marked": lambda request: Response("bad", status=500, headers={"x-ms-run-function-failed": "False"}),
    "marked fine": lambda request: Response("ok", status=200, headers={"x-ms-run-function-failed": "maybe"}),
    "stream": lambda request: Response(stream_with_context(chunks())),
    "cookie": lambda request: cookie(),
    "tuple": lambda request: ("x", 201),
    "isinstance": lambda request: isinstance(request, flask.Request),
}


def cookie():
    response = make_response("x")
    response.set_cookie("a", "1")
    return response


@rawhttp
def run(request):
    return WAYS[request.args["way"]](request)
