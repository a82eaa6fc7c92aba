import { expect, test } from "vitest"

import { parsePipRequirement } from "./parse-pip-requirement.ts"

const origin = { file: "requirements.txt", line: 3 }

test.each([
  ["numpy", "numpy"],
  ["Flask_Cors>=1", "flask-cors"],
  ["scikit-learn[extra]==1.5", "scikit-learn"],
  ['six==1.16.0; python_version < "3.14"', "six"],
  ["six==1.16.0 --hash=sha256:ab --hash=sha256:cd", "six"],
  ["torch @ https://example.org/torch-1.0-py3-none-any.whl", "torch"],
  ["pkg @ git+https://example.org/a/b@v1", "pkg"],
  ["six@https://example.org/six-1.16.0.tar.gz", "six"],
  ["requests[socks]@git+https://example.org/a/b", "requests"],
])("`%s` is the package %s, its line kept whole", (line, name) => {
  expect(parsePipRequirement(line, origin)).toEqual({ kind: "package", name, text: line, origin })
})

test.each(["https://example.org/a-1.0.tar.gz", "git+https://example.org/a/b@v1#egg=b"])("`%s` is a URL", (line) => {
  expect(parsePipRequirement(line, origin)).toEqual({ kind: "url", text: line, origin })
})

test.each([
  [".", "local path"],
  ["./pkg[fast]", "local path.*code folder"],
  ["../outside", "local path"],
  ["/etc/passwd", "local path"],
  ["~/pkg", "local path"],
  ["C:\\pkg", "local path"],
  ["dist/a-1.0-py3-none-any.whl", "local path"],
  ["a-1.0.tar.gz", "local path"],
  ["file:///etc/pkg", "local path"],
  ["pkg @ file:///etc/pkg", "local path"],
  ["git+ssh://git@example.org/a/b", "git\\+ssh"],
  ["git@example.org:a/b.git", "ssh"],
  ["pkg@ssh://example.org/a", "uses `ssh`"],
  ["pkg@file:///etc/pkg", "local path"],
  ["hg+https://example.org/a", "hg\\+https"],
  ["numpy=1.26", "written `==`"],
  ["numpy 1.26", "not a requirement"],
  ["numpy==1 --global-option=x", "--global-option"],
  ["https://${TOKEN}@example.org/a.whl", "variable"],
])("`%s` is refused by name with its line", (line, part) => {
  expect(() => parsePipRequirement(line, origin)).toThrow(
    expect.objectContaining({
      code: "environments.requirement_refused",
      message: expect.stringMatching(new RegExp(`requirements.txt line 3.*${part}`)),
    }),
  )
})

test("a password in a refused URL does not reach the message", () => {
  expect(() => parsePipRequirement("hg+https://me:s3cret@example.org/a", origin)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("s3cret") }),
  )
})
