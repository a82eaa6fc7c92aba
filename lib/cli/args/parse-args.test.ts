import { expect, test } from "vitest"

import { choiceFlag, listFlag, numberFlag, parseArgs, requiredFlag, switchFlag, textFlag } from "./index.ts"

const help = { help: "" }
const flags = [
  requiredFlag("--name", { short: "-n", ...help }),
  textFlag("--endpoint-name", { short: "-e", ...help }),
  textFlag("--file", { short: "-f", ...help }),
  textFlag("--workspace-name", { short: "-w", alias: "--workspace", ...help }),
  textFlag("--auth-mode", help),
  listFlag("--set", help),
  listFlag("--traffic", { short: "-r", ...help }),
  switchFlag("--no-wait", help),
  switchFlag("--yes", { short: "-y", ...help }),
  textFlag("--request-file", help),
  textFlag("--resource-group", { short: "-g", ...help }),
]

function parsed(line: readonly string[]) {
  const { uses, words } = parseArgs(line, flags)
  return { uses: uses.map((use) => [use.flag.long, ...use.words]), words }
}

test.each<[string[], string[][]]>([
  [["--endpoint", "e"], [["--endpoint-name", "e"]]],
  [["--f", "x.yml"], [["--file", "x.yml"]]],
  [["--e=e"], [["--endpoint-name", "e"]]],
  [["--work", "w"], [["--workspace-name", "w"]]],
  [["--workspace", "w"], [["--workspace-name", "w"]]],
  [["--auth_mode", "key"], [["--auth-mode", "key"]]],
  [
    ["-n", "a", "-y"],
    [
      ["--name", "a"],
      ["--yes", ""],
    ],
  ],
  [["-na"], [["--name", "a"]]],
  [["-n=a"], [["--name", "a"]]],
  [
    ["--set", "a=1", "b.c[0]=2", "-y"],
    [
      ["--set", "a=1", "b.c[0]=2"],
      ["--yes", ""],
    ],
  ],
  [
    ["--set", "a=-1", "--set", "b=2"],
    [
      ["--set", "a=-1"],
      ["--set", "b=2"],
    ],
  ],
  [["--set=a=b c"], [["--set", "a=b c"]]],
  [["-r", "blue=90 green=10"], [["--traffic", "blue=90 green=10"]]],
  [
    ["--traffic", "blue=90", "green=10", "--no"],
    [
      ["--traffic", "blue=90", "green=10"],
      ["--no-wait", ""],
    ],
  ],
  [["-n", "-5"], [["--name", "-5"]]],
  [["--name", "-starts with a dash"], [["--name", "-starts with a dash"]]],
])("az's way of writing flags: %j", (line, uses) => {
  expect(parsed(line)).toEqual({ uses, words: [] })
})

test("plain words and words after -- are no flags", () => {
  expect(parsed(["one", "-y", "--", "--name"])).toEqual({ uses: [["--yes", ""]], words: ["one", "--name"] })
})

test.each([
  [["--re", "x"], "ambiguous option: --re could match --request-file, --resource-group"],
  [["--n"], "ambiguous option: --n could match --name, --no-wait"],
  [["--nmae", "x"], "unrecognized argument: --nmae. Did you mean '--name'?"],
  [["-q"], "unrecognized argument: -q"],
  [["--name"], "argument --name: expected a value"],
  [["--name", "--yes"], "argument --name: expected a value"],
  [["--yes=1"], "argument --yes: takes no value, but got '1'"],
])("a wrong line is refused with its reason: %j", (line, message) => {
  expect(() => parsed(line)).toThrow(message)
})

test("a required flag, a choice and a number say what they want", () => {
  const mode = choiceFlag("--mode", ["key", "aml_token"], help)
  const count = numberFlag("--count", { min: 1, max: 9 }, help)
  expect(mode.parse(["KEY"])).toBe("key")
  expect(count.parse(["3"])).toBe(3)
  expect(() => requiredFlag("--name", { short: "-n", ...help }).parse([])).toThrow("is required: --name/-n")
  expect(() => mode.parse(["x"])).toThrow("argument --mode: 'x' is not one of key, aml_token")
  expect(() => count.parse(["10"])).toThrow("must be a whole number from 1 to 9")
  expect(() => count.parse(["1e0"])).toThrow("must be a whole number")
})
