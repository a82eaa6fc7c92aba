import user_score as driver_module

started = []


def init():
    started.append(True)
    driver_module.init()


def run(*args):
    raise RuntimeError("the driver's run is passed over")
