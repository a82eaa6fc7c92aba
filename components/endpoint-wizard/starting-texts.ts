/** What a scoring script starts from: the two functions that the server calls. */
export const SCRIPT_TEMPLATE = `import json
import os

import joblib

model = None


def init():
    """Runs once when an instance starts."""
    global model
    model = joblib.load(os.path.join(os.environ["AZUREML_MODEL_DIR"], "model.pkl"))


def run(raw_data):
    """Answers one request: its body as text in, anything that JSON can say out."""
    rows = json.loads(raw_data)["data"]
    return model.predict(rows).tolist()
`

const conda = (packages: readonly string[]) =>
  `name: model
channels:
  - conda-forge
dependencies:
  - python>=3.11
  - pip
  - pip:
${packages.map((one) => `      - ${one}\n`).join("")}`

/** Environments to start from, by what the model was made with. */
export const CONDA_TEXTS = {
  "scikit-learn": conda(["scikit-learn", "joblib", "numpy"]),
  XGBoost: conda(["xgboost", "scikit-learn", "numpy"]),
  LightGBM: conda(["lightgbm", "scikit-learn", "numpy"]),
  PyTorch: conda(["torch", "numpy"]),
  ONNX: conda(["onnxruntime", "numpy"]),
  Python: conda(["numpy"]),
} as const
export type CondaText = keyof typeof CONDA_TEXTS
