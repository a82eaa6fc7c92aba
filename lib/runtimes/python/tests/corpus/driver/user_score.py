ready = False


def init():
    global ready
    ready = True


def run(data):
    return {"ready": ready, "data": data}
