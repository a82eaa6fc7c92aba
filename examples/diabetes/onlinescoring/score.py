"""Scoring script: one prediction of disease progression after a year for each row of ten measurements."""

import json
import logging
import os

import joblib

model = None


def init():
    """Runs once when the instance starts, before it takes requests."""
    global model
    # The model is registered from the folder `model`, so that folder's name stays inside AZUREML_MODEL_DIR.
    path = os.path.join(os.environ["AZUREML_MODEL_DIR"], "model", "model.joblib")
    model = joblib.load(path)
    logging.info("Model loaded from %s", path)


def run(raw_data):
    """Gets the body of a request as text: `{"data": [[ten numbers], ...]}`. Returns one number a row."""
    rows = json.loads(raw_data)["data"]
    return model.predict(rows).tolist()
