import no_such_package


def init():
    pass


def run(data):
    return no_such_package
