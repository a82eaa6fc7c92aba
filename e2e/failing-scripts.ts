import { CONDA, TIGHT_PROBE } from "./script-project.ts"

/** A deployment that cannot work, and how it has to end. */
export interface FailingScript {
  readonly name: string
  readonly script: string
  readonly conda?: string
  readonly keys?: Readonly<Record<string, unknown>>
  readonly code: string
  readonly phase: string
  /** Of the failure's message. */
  readonly says: RegExp
  /** Some line of the log. */
  readonly shows: RegExp
  /** How many processes were tried. */
  readonly tries: number
}

/** The half of a script that is in order. */
export const RUN = "def run(raw_data):\n    return raw_data\n"
const PACKAGE = "caudal-has-no-such-package"

/** One of each kind of failure before a deployment is ready. */
export const FAILING_SCRIPTS: readonly FailingScript[] = [
  {
    name: "raising-init",
    script: `def init():\n    print("opening the model")\n    raise ValueError("no weights at all")\n\n${RUN}`,
    code: "UserScriptInitFailed",
    phase: "init",
    says: /ValueError: no weights at all/,
    shows: /score\.py", line 3, in init/,
    tries: 3,
  },
  {
    name: "missing-run",
    script: "def init():\n    pass\n",
    code: "UserScriptFunctionNotFound",
    phase: "imports",
    says: /run/,
    shows: /run/,
    tries: 1,
  },
  {
    name: "missing-import",
    script: `import caudal_not_installed\n\ndef init():\n    pass\n\n${RUN}`,
    code: "UserScriptImportError",
    phase: "imports",
    says: /caudal_not_installed/,
    shows: /ModuleNotFoundError.*caudal_not_installed/,
    tries: 1,
  },
  {
    name: "missing-package",
    script: `def init():\n    pass\n\n${RUN}`,
    conda: `${CONDA}      - ${PACKAGE}==1.0\n`,
    code: "ImageBuildFailure",
    phase: "environment",
    says: new RegExp(
      `conda\\.yml[^\\n]*${CONDA.split("\n").length}[^\\n]*${PACKAGE}|${PACKAGE}[^]*line ${CONDA.split("\n").length}`,
    ),
    shows: new RegExp(PACKAGE),
    tries: 0,
  },
  {
    name: "never-ready",
    script: `import time\n\ndef init():\n    print("reading a very large file")\n    time.sleep(600)\n\n${RUN}`,
    keys: { readiness_probe: TIGHT_PROBE, liveness_probe: TIGHT_PROBE },
    code: "ReadinessProbeFailed",
    phase: "readiness",
    says: /initial_delay \+ failure_threshold x period/,
    shows: /reading a very large file/,
    tries: 1,
  },
  {
    name: "eats-memory",
    script: [
      "kept = []",
      "",
      "def init():",
      "    while True:",
      '        kept.append(bytearray(b"x") * (256 * 1024 * 1024))',
      '        print("holding", len(kept) * 256, "MiB")',
      "",
      RUN,
    ].join("\n"),
    code: "OutOfMemory",
    phase: "init",
    says: /more memory than its instance_type/,
    shows: /holding \d+ MiB/,
    tries: 3,
  },
]
