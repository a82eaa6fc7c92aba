import { expect, test } from "vitest"

import { readDependencies } from "./read-dependencies.ts"

function filesOf(texts: Readonly<Record<string, string>>) {
  return {
    readText: async (path: string) => texts[path] ?? null,
    has: async (path: string) =>
      path === "" || Object.keys(texts).some((name) => name === path || name.startsWith(`${path}/`)),
  }
}

async function read(lines: readonly string[], texts: Readonly<Record<string, string>> = {}) {
  const text = ["dependencies:", "  - pip:", ...lines.map((line) => `      - ${JSON.stringify(line)}`)].join("\n")
  return readDependencies({ name: "conda.yml", text }, filesOf(texts))
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

test("a conda file gives its Python, its packages and its pip lines, each with its line", async () => {
  const found = await readDependencies({ name: "conda.yml", text: CONDA }, filesOf({}))
  expect(found.python).toMatchObject({ specifier: "==3.11.*", origin: { line: 5 } })
  expect(found.requirements).toMatchObject([
    { text: "numpy==2.1.*", origin: { file: "conda.yml", line: 6 } },
    { text: "scikit-learn==1.9.1", origin: { file: "conda.yml", line: 10 } },
    { text: "six", origin: { file: "conda.yml", line: 11 } },
  ])
  expect(found.warnings).toEqual([expect.stringContaining("acme")])
})

test("-r is read inside the environment's files, nested, with continued lines, comments and hashes", async () => {
  const found = await read(["-r deps/all.txt"], {
    "deps/all.txt": "# comment\nsix==1.16.0 \\\n  --hash=sha256:ab\n\n-r deps/more.txt\n",
    "deps/more.txt": "numpy # why\n",
  })
  expect(found.requirements).toMatchObject([
    { text: "six==1.16.0 --hash=sha256:ab", origin: { file: "deps/all.txt", line: 2 } },
    { text: "numpy", origin: { file: "deps/more.txt", line: 1 } },
  ])
})

test("-e installs a copy and says so", async () => {
  const found = await read(["-e ./pkg"], { "pkg/setup.py": "" })
  expect(found.requirements).toMatchObject([{ kind: "path", path: "pkg" }])
  expect(found.warnings).toEqual([expect.stringMatching(/line 3.*copy/)])
})

test("options of pip are kept for the whole installation", async () => {
  const found = await read([
    "--index-url https://a.example/simple",
    "--extra-index-url=https://b.example/simple",
    "-f ./wheels",
    "--find-links https://c.example/",
    "--trusted-host a.example",
    "--pre",
    "--no-binary six,numpy",
  ])
  expect(found.options).toEqual({
    indexUrl: "https://a.example/simple",
    extraIndexUrls: ["https://b.example/simple"],
    findLinks: [
      { value: "wheels", isPath: true },
      { value: "https://c.example/", isPath: false },
    ],
    trustedHosts: ["a.example"],
    noIndex: false,
    allowPrereleases: true,
    noBinary: ["six", "numpy"],
    onlyBinary: [],
  })
})

test("-c gives constraints, also through files that it includes", async () => {
  const found = await read(["-c pins.txt", "numpy"], { "pins.txt": "numpy<3\n" })
  expect(found.constraints).toMatchObject([{ text: "numpy<3" }])
  expect(found.requirements).toMatchObject([{ text: "numpy" }])
})

test("a requirements file stands for itself", async () => {
  const found = await readDependencies({ name: "requirements.txt", text: "six\n\nnumpy==2.1\n" }, filesOf({}))
  expect(found.requirements).toMatchObject([{ text: "six" }, { text: "numpy==2.1", origin: { line: 3 } }])
})

test.each([
  [["-r ../outside.txt"], "inside the environment"],
  [["-r /etc/passwd"], "inside the environment"],
  [["-r missing.txt"], "not in the environment"],
  [["-r loop.txt"], "includes itself"],
  [["./missing"], "not in the environment"],
  [["-e ../x"], "leaves"],
  [["-c pathpins.txt"], "cannot be a constraint"],
  [["--require-hashes"], "--require-hashes"],
  [["--no-deps"], "--no-deps"],
  [["--use-feature x"], "--use-feature"],
  [["-f /srv/wheels"], "inside the environment"],
  [["-f file:///srv/wheels"], "inside the environment"],
  [["--index-url ftp://x"], "http"],
  [["--index-url https://${TOKEN}@x"], "variable"],
])("%j is refused with its line", async (lines, part) => {
  const texts = { "loop.txt": "-r loop.txt\n", "pathpins.txt": "./x\n", "x/setup.py": "" }
  await expect(read(lines, texts)).rejects.toMatchObject({
    code: "environments.requirement_refused",
    message: expect.stringMatching(new RegExp(`line \\d+: .*${part}`)),
  })
})

test("without a folder, what lies beside the conda file is refused with what to write instead", async () => {
  const file = { name: "conda.yml", text: "dependencies:\n  - pip:\n      - -r requirements.txt\n" }
  const nothing = { readText: async () => null, has: async () => false }
  await expect(readDependencies(file, nothing)).rejects.toMatchObject({
    message: expect.stringMatching(/line 3: `-r requirements.txt`.*only the conda file itself was sent/),
  })
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
])("the conda file %j is refused, naming what is wrong", async (text, part) => {
  await expect(readDependencies({ name: "conda.yml", text }, filesOf({}))).rejects.toMatchObject({
    code: "environments.conda_file_invalid",
    message: expect.stringContaining(part),
  })
})
