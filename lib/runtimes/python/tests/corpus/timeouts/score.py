import time


def init():
    pass


def run(data):
    if data == "sleep":
        time.sleep(5)
    if data == "spin":
        limit = time.time() + 5
        while time.time() < limit:
            pass
    if data == "catch":
        try:
            time.sleep(5)
        except Exception as error:
            return type(error).__name__
    return "done"
