def init():
    pass


run = 5
