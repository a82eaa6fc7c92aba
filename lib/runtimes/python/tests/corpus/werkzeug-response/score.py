from werkzeug.wrappers import Response


def init():
    pass


def run(data):
    return Response("plain werkzeug", status=200)
