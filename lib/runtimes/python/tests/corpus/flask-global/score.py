from flask import request


def init():
    pass


def run(data):
    return {"data": data, "header": request.headers.get("X-A"), "args": request.args.to_dict()}
