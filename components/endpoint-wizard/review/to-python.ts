import type { Documents } from "./documents.ts"
import { toCalls } from "./to-rest.ts"

/** The requests as a program that needs nothing but Python. Pure. */
export function toPython(documents: Documents, origin: string): string {
  const calls = toCalls(documents).map(
    ({ path, headers, body }) =>
      `put(${JSON.stringify(path)}, ${literal(headers, [], 0)}, ${literal(body, documents.secrets, 0)})`,
  )
  return [
    "import json",
    "import os",
    "import urllib.request",
    "",
    `URL = os.environ.get("CAUDAL_URL", ${JSON.stringify(origin)})`,
    "",
    "",
    "def put(path, headers, body):",
    '    headers = {"Authorization": f"Bearer {os.environ[\'CAUDAL_TOKEN\']}", "Content-Type": "application/json", **headers}',
    '    request = urllib.request.Request(URL + path, json.dumps(body).encode(), headers, method="PUT")',
    "    with urllib.request.urlopen(request) as answer:",
    '        print(answer.status, json.load(answer)["name"])',
    "",
    "",
    ...calls,
    "",
  ].join("\n")
}

const INDENT = "    "

/** A JSON value as Python writes it; secrets come from the environment. */
function literal(value: unknown, secrets: readonly string[], depth: number): string {
  if (value === null || value === undefined) return "None"
  if (typeof value === "boolean") return value ? "True" : "False"
  if (typeof value === "string") {
    const name = /^\$\{(.+)\}$/.exec(value)?.[1]
    return name !== undefined && secrets.includes(name) ? `os.environ["${name}"]` : JSON.stringify(value)
  }
  if (typeof value !== "object") return JSON.stringify(value)
  const inner = INDENT.repeat(depth + 1)
  const lines = Array.isArray(value)
    ? value.map((one) => `${inner}${literal(one, secrets, depth + 1)},`)
    : Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${literal(one, secrets, depth + 1)},`)
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"]
  return lines.length === 0 ? `${open}${close}` : [open, ...lines, `${INDENT.repeat(depth)}${close}`].join("\n")
}
