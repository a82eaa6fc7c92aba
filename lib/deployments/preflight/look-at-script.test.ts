import { expect, test } from "vitest"

import { lookAtScript } from "./look-at-script.ts"

const BOTH = "def init():\n    pass\n\ndef run(data):\n    return data\n"

test.each([
  ["both at the top", BOTH, "defined", "defined"],
  ["Windows line ends", BOTH.replaceAll("\n", "\r\n"), "defined", "defined"],
  ["an async run", "def init(): pass\nasync def run(data): return data", "defined", "defined"],
  ["decorated", "def init(): pass\n@rawhttp\ndef run(request): pass", "defined", "defined"],
  ["no run", "def init():\n    pass\n", "defined", "absent"],
  ["a name that only begins like it", "def init(): pass\ndef run_all(): pass", "defined", "absent"],
  ["only a comment", "def init(): pass\n# def run(data):", "defined", "absent"],
  ["only a docstring", '"""\ndef run(data):\n"""\ndef init(): pass', "defined", "absent"],
  ["a method of something else", "import subprocess\ndef init(): subprocess.run([])", "defined", "absent"],
  ["assigned", "def init(): pass\nrun = model.predict", "defined", "unclear"],
  ["imported", "from user_score import init, run", "unclear", "unclear"],
  ["imported over lines", "from user_score import (\n    init,\n    run,\n)", "unclear", "unclear"],
  ["a star import", "from user_score import *", "unclear", "unclear"],
  ["inside an if", "if True:\n    def init(): pass\n    def run(d): pass", "unclear", "unclear"],
  ["empty", "", "absent", "absent"],
])("%s", (_what, text, init, run) => {
  expect(lookAtScript(text)).toEqual({ init, run })
})
