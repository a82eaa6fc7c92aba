"""Trains the two models of this example from scikit-learn's bundled breast-cancer data and writes them beside this file.

    python train.py            # needs what conda.yml lists

`blue` is a logistic regression, `green` a small random forest. Everything is seeded: the same versions give the same models.
The committed artefacts come from here, so running it again is only needed when conda.yml moves to another scikit-learn.
"""

import pickle
from pathlib import Path

from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SEED = 20211018
HERE = Path(__file__).resolve().parent
MODELS = {
    "blue": make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000, random_state=SEED)),
    "green": RandomForestClassifier(n_estimators=40, max_depth=5, random_state=SEED),
}


def main() -> None:
    features, target = load_breast_cancer(return_X_y=True)
    x_train, x_test, y_train, y_test = train_test_split(
        features, target, test_size=0.25, random_state=SEED, stratify=target
    )
    for name, model in MODELS.items():
        model.fit(x_train, y_train)
        folder = HERE / f"model-{name}"
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / "model.pkl", "wb") as file:
            pickle.dump(model, file)
        print(f"{name}: {model.score(x_test, y_test):.1%} of {len(y_test)} held-out samples right")


if __name__ == "__main__":
    main()
