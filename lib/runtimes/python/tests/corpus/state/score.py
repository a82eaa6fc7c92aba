import os
import threading

from helper import greet
from package.inner import NUMBER

count = 0
where = None


def init():
    global where
    where = {
        "name": __name__,
        "file": os.path.basename(__file__),
        "main thread": threading.current_thread() is threading.main_thread(),
        "model": open(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model.txt")).read(),
        "cwd is the app root": os.getcwd() == os.environ["AML_APP_ROOT"],
    }


def run(data):
    global count
    count += 1
    is_main = threading.current_thread() is threading.main_thread()
    return {"count": count, "where": where, "run on main thread": is_main, "greet": greet(data), "number": NUMBER}
