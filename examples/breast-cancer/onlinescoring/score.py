"""Scoring script: for each row of thirty measurements of cell nuclei, a label and the probability that it is malignant."""

import json
import logging
import os
import pickle

LABELS = ("malignant", "benign")  # scikit-learn's classes 0 and 1

model = None


def init():
    """Runs once when the instance starts, before it takes requests."""
    global model
    # The model is registered from a file, so it lies directly in AZUREML_MODEL_DIR.
    path = os.path.join(os.environ["AZUREML_MODEL_DIR"], "model.pkl")
    with open(path, "rb") as file:
        model = pickle.load(file)
    logging.info("Model loaded from %s", path)


def run(raw_data):
    """Gets the body of a request as text: `{"data": [[thirty numbers], ...]}`. Returns a label and a probability a row."""
    rows = json.loads(raw_data)["data"]
    malignant = model.predict_proba(rows)[:, 0].tolist()
    return {
        "labels": [LABELS[int(label)] for label in model.predict(rows)],
        "malignant_probability": malignant,
    }
