HIDDEN = {"Content-Length", "Connection"}


def init():
    pass


def run(data, request_headers):
    return {
        "type": type(request_headers).__name__,
        "headers": {k: v for k, v in request_headers.items() if k not in HIDDEN},
    }
