def init():
    pass


def run(request_headers, payload, extra=3):
    return {"a": request_headers.get("X-A"), "payload": payload, "extra": extra}
