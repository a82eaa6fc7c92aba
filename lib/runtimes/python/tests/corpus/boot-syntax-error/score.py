def run(data)
    return 1
