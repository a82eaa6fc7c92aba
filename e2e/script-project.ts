import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"

import { stringify } from "yaml"

import { ROOT } from "./installation.ts"

/** The environment of the example: one build serves every deployment of a test. */
export const CONDA = readFileSync(path.join(ROOT, "examples/diabetes/conda.yml"), "utf8")

/** Azure's own smallest probes: a readiness deadline of four seconds. */
export const TIGHT_PROBE = { initial_delay: 1, period: 1, timeout: 1, failure_threshold: 3 }

interface ScriptProject {
  readonly endpoint: string
  readonly name: string
  /** Text of `score.py`. */
  readonly script: string
  /** Text of the conda file. */
  readonly conda?: string
  /** More keys of the deployment's file. */
  readonly keys?: Readonly<Record<string, unknown>>
  /** More files of the code folder, by name. */
  readonly files?: Readonly<Record<string, string>>
}

/** Writes a deployment of a scoring script below `folder`, as a user would have it. Answers the path of its YAML file. */
export function writeScriptProject(folder: string, project: ScriptProject): string {
  const own = path.join(folder, `${project.endpoint}-${project.name}`)
  const code = path.join(own, "code")
  mkdirSync(code, { recursive: true })
  for (const [name, text] of Object.entries({ "score.py": project.script, ...project.files })) {
    writeFileSync(path.join(code, name), text)
  }
  writeFileSync(path.join(own, "conda.yml"), project.conda ?? CONDA)
  const file = path.join(own, "deployment.yml")
  const definition = {
    name: project.name,
    endpoint_name: project.endpoint,
    code_configuration: { code: "./code", scoring_script: "score.py" },
    environment: {
      image: "mcr.microsoft.com/azureml/minimal-ubuntu22.04-py311-cpu-inference:latest",
      conda_file: "./conda.yml",
    },
    instance_type: "Standard_DS1_v2",
    instance_count: 1,
    ...project.keys,
  }
  writeFileSync(file, stringify(definition))
  return file
}
