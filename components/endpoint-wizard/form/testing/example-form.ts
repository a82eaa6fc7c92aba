import { blankForm } from "../wizard-form.ts"
import type { WizardForm } from "../wizard-form.ts"

export const TREE = "a".repeat(64)
export const CONDA = "name: model\ndependencies:\n  - python=3.12\n  - pip:\n      - scikit-learn\n"

/** A form that was filled in to the end. */
export function exampleForm(): WizardForm {
  const blank = blankForm()
  return {
    ...blank,
    submissionKey: "k1",
    endpoint: {
      ...blank.endpoint,
      name: "credit",
      description: "Who pays back",
      tags: [{ key: "team", value: "risk" }],
    },
    deployment: {
      ...blank.deployment,
      modelUpload: {
        tree: `caudal://trees/${TREE}/model/`,
        name: "model",
        kind: "folder",
        fileCount: 1,
        bytes: 10,
        scripts: [],
      },
      codeUpload: {
        tree: `caudal://trees/${TREE}/onlinescoring/`,
        name: "onlinescoring",
        kind: "folder",
        fileCount: 1,
        bytes: 10,
        scripts: ["score.py"],
      },
      condaText: CONDA,
      variables: [
        { key: "WORKER_COUNT", value: "2", isSecret: null, wasSet: false },
        { key: "API_KEY", value: "hunter2", isSecret: null, wasSet: false },
      ],
      instanceCount: "2",
    },
  }
}
