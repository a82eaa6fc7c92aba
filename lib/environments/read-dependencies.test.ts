import { expect, test } from "vitest"

import { readDependencies } from "./read-dependencies.ts"

function read(...lines: readonly string[]) {
  const text = ["dependencies:", "  - pip:", ...lines.map((line) => `      - ${JSON.stringify(line)}`)].join("\n")
  return readDependencies({ name: "conda.yml", text })
}

const CONDA = `# the model's packages
name: demo
channels: [conda-forge, acme]
dependencies:
  - python=3.11
  - numpy=2.1

  - pip
  - pip:
      - scikit-learn==1.9.1   # the one that trained it
      - six
`

test("a conda file gives its Python, its packages and its pip lines, each with its line", () => {
  const found = readDependencies({ name: "conda.yml", text: CONDA })
  expect(found.python).toMatchObject({ specifier: "==3.11.*", origin: { line: 5 } })
  expect(found.requirements).toMatchObject([
    { text: "numpy==2.1.*", origin: { file: "conda.yml", line: 6 } },
    { text: "scikit-learn==1.9.1", origin: { file: "conda.yml", line: 10 } },
    { text: "six", origin: { file: "conda.yml", line: 11 } },
  ])
  expect(found.warnings).toEqual([expect.stringContaining("acme")])
})

test("-e of a URL installs a copy and says so", () => {
  const found = read("-e git+https://x.example/pkg#egg=pkg")
  expect(found.requirements).toMatchObject([{ kind: "url", text: "git+https://x.example/pkg#egg=pkg" }])
  expect(found.warnings).toEqual([expect.stringMatching(/line 3.*copy/)])
})

test("options of pip are kept for the whole installation", () => {
  const found = read(
    "--index-url https://a.example/simple",
    "--extra-index-url=https://b.example/simple",
    "--find-links https://c.example/",
    "--trusted-host a.example",
    "--pre",
    "--no-binary six,numpy",
  )
  expect(found.options).toEqual({
    indexUrl: "https://a.example/simple",
    extraIndexUrls: ["https://b.example/simple"],
    findLinks: ["https://c.example/"],
    trustedHosts: ["a.example"],
    noIndex: false,
    allowPrereleases: true,
    noBinary: ["six", "numpy"],
    onlyBinary: [],
  })
})

test.each([
  ["-r more.txt", "only the conda file itself is sent. Write that file's lines here"],
  ["--requirement=../outside.txt", "only the conda file itself is sent"],
  ["-c pins.txt", "only the conda file itself is sent. Write its versions"],
  ["./pkg", "local path"],
  [
    "-e ./pkg",
    "local path, and only the conda file itself is sent. Put your own modules into the deployment's code folder",
  ],
  ["--require-hashes", "--require-hashes"],
  ["--no-deps", "--no-deps"],
  ["--use-feature x", "--use-feature"],
  ["-f ./wheels", "only the conda file itself is sent"],
  ["-f file:///srv/wheels", "http\\(s\\) URL"],
  ["--index-url ftp://x", "http"],
  ["--index-url https://${TOKEN}@x", "variable"],
])("%j is refused with its line", (line, part) => {
  expect(() => read(line)).toThrow(
    expect.objectContaining({
      code: "environments.requirement_refused",
      message: expect.stringMatching(new RegExp(`conda.yml line 3: .*${part}`)),
    }),
  )
})

test.each([
  ["dependencies: [a", "line 1"],
  ["- a", "map"],
  ["name: x", "dependencies"],
  ["dependencies: {a: b}", "dependencies"],
  ["dependencies:\n  - 3", "line 2"],
  ["dependencies:\n  - pip: six", "line 2"],
  ["dependencies:\n  - pip:\n      - [six]", "line 2"],
  ["dependencies:\n  - npm: [six]", "line 2"],
])("the conda file %j is refused, naming what is wrong", (text, part) => {
  expect(() => readDependencies({ name: "conda.yml", text })).toThrow(
    expect.objectContaining({
      code: "environments.conda_file_invalid",
      message: expect.stringContaining(part),
    }),
  )
})
