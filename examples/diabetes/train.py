"""Trains the two models of this example from scikit-learn's bundled diabetes data and writes them beside this file.

    python train.py            # needs what conda.yml lists

`blue` is a ridge regression, `green` gradient-boosted trees. Everything is seeded: the same versions give the same models.
The committed artefacts come from here, so running it again is only needed when conda.yml moves to another scikit-learn.
"""

from pathlib import Path

import joblib
from sklearn.datasets import load_diabetes
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SEED = 20211018
HERE = Path(__file__).resolve().parent
MODELS = {
    "blue": make_pipeline(StandardScaler(), Ridge(alpha=1.0)),
    "green": GradientBoostingRegressor(n_estimators=80, max_depth=2, learning_rate=0.08, random_state=SEED),
}


def main() -> None:
    # scaled=False: ten plain measurements (age, sex, bmi, blood pressure, six of blood serum), as a caller would send them.
    features, target = load_diabetes(return_X_y=True, scaled=False)
    x_train, x_test, y_train, y_test = train_test_split(features, target, test_size=0.25, random_state=SEED)
    for name, model in MODELS.items():
        model.fit(x_train, y_train)
        folder = HERE / f"model-{name}" / "model"
        folder.mkdir(parents=True, exist_ok=True)
        joblib.dump(model, folder / "model.joblib", compress=3)
        error = mean_absolute_error(y_test, model.predict(x_test))
        print(f"{name}: mean absolute error {error:.2f} on {len(y_test)} held-out patients")


if __name__ == "__main__":
    main()
