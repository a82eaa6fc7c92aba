import { randomBytes } from "node:crypto"
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import path from "node:path"

import { eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"

import { deploymentRevisions, endpoints } from "#drizzle/schema/index.ts"
import { insertDeployment } from "#lib/deployments/testing/insert-deployment.ts"
import { contextOf } from "#lib/http/testing/context-of.ts"

import { createCliFixture } from "./testing/create-cli-fixture.ts"
import type { CliFixture } from "./testing/create-cli-fixture.ts"

/** `bin/caudal` as a process of its own against the real API over HTTP; no controller, so nothing is deployed here. */
let cli: CliFixture

beforeAll(async () => {
  cli = await createCliFixture()
})
afterAll(async () => {
  await cli.drop()
})
beforeEach(() => {
  cli.setBreak(undefined)
  cli.requests.length = 0
})

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(cli.folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

test("a model goes up from a YAML file elsewhere, is not sent twice, and is shown and listed", async () => {
  write("deploy/model.yml", "name: m1\npath: ../trained/m1\ntags: {owner: ana}\n")
  write("trained/m1/weights.bin", randomBytes(100_000))
  write("trained/m1/empty", "")
  write("trained/m1/notes.md", "kept")
  write("trained/m1/.amlignore", "*.tmp\n")
  write("trained/m1/left-out.tmp", "x")
  const first = await cli.caudal(["model", "create", "-f", "deploy/model.yml"])
  expect(first.err).toContain("upload model m1: 4 files, 100.0 kB sent")
  expect(first.code).toBe(0)
  expect(JSON.parse(first.out)).toMatchObject({
    name: "m1",
    version: "1",
    tags: { owner: "ana" },
    type: "custom_model",
  })

  const second = await cli.caudal(["model", "create", "--f", "deploy/model.yml", "--set", "tags.owner=eva"])
  expect(second.err).toContain("all there already")
  expect(JSON.parse(second.out)).toMatchObject({ version: "2", tags: { owner: "eva" } })

  const named = await cli.caudal([
    "model",
    "create",
    "-n",
    "m2",
    "-v",
    "1.10",
    "-p",
    "trained/m1/notes.md",
    "-o",
    "tsv",
    "--query",
    "[name, version, path]",
  ])
  expect(named.out).toMatch(/^m2\n1\.10\ncaudal:\/\/trees\/[0-9a-f]{64}\/notes\.md\n$/)

  const shown = await cli.caudal(["model", "show", "--name", "m1", "--query", "version", "-o", "tsv"])
  expect(shown).toEqual({ code: 0, out: "2\n", err: "" })
  const listed = await cli.caudal(["model", "list", "-n", "m1", "--query", "[].version", "-o", "tsv"])
  expect(listed.out).toBe("2\n1\n")
  const archived = await cli.caudal(["model", "archive", "-n", "m1", "-v", "2"])
  expect(archived).toEqual({ code: 0, out: "", err: "model m1:2 is archived\n" })
  const latest = await cli.caudal(["model", "show", "-n", "m1", "--label", "latest", "--query", "version", "-o", "tsv"])
  expect(latest.out).toBe("1\n")
})

test("a version's description and tags change, its contents do not", async () => {
  const update = async (...words: string[]) => await cli.caudal(["model", "update", "-n", "m1", ...words])
  const edits = ["--set", "tags.team=risk", "description=kept", "--remove", "tags.owner"]
  const first = await update("-v", "1", ...edits)
  expect(JSON.parse(first.out)).toMatchObject({ version: "1", description: "kept", tags: { team: "risk" } })
  const latest = await update("--label", "latest", "--remove", "tags", "--remove", "description")
  expect(JSON.parse(latest.out)).toMatchObject({ version: "1", description: "", tags: {} })
  const contents = await update("-v", "1", "--set", "type=mlflow_model")
  expect(contents).toMatchObject({ code: 1, out: "", err: expect.stringContaining("assets.version_exists") })
  const other = await update("-v", "1", "--set", "version=7")
  expect(other).toMatchObject({ code: 1, out: "" })
  expect((await update("-v", "7", "--set", "tags.a=b")).code).toBe(3)
})

test("what is archived is listed beside the others or alone", async () => {
  const list = async (...words: string[]) =>
    (await cli.caudal(["model", "list", ...words, "--query", "[].[name, version]", "-o", "tsv"])).out
  expect(await list("-n", "m1")).toBe("m1\t1\n")
  expect(await list("-n", "m1", "--include-archived")).toBe("m1\t2\nm1\t1\n")
  expect(await list("-n", "m1", "--archived-only", "-r", "1")).toBe("m1\t2\n")
  expect(await list("--archived-only")).toBe("m1\t2\n")
})

test("an upload goes on where it stood when connections break", async () => {
  write("big/weights.bin", randomBytes(20_000_000))
  let chunks = 0
  cli.setBreak((request) => request.method === "PUT" && request.url?.includes("/blobs/") === true && ++chunks === 2)
  const result = await cli.caudal(["model", "create", "-n", "big", "--path", "big", "-o", "none"])
  expect(result.err).toContain("upload model big: 1 file, 20.0 MB sent")
  expect(result.code).toBe(0)
  const blobs = cli.requests.filter((line) => line.includes("/blobs/")).map((line) => line.split(" ")[0])
  expect(blobs).toEqual(["PUT", "PUT", "HEAD", "PUT", "PUT"])
})

test("an interrupted upload is taken up by the next run", async () => {
  write("later/weights.bin", randomBytes(20_000_000))
  let chunks = 0
  cli.setBreak((request) => request.url?.includes("/blobs/") === true && ++chunks > 1)
  const first = await cli.caudal(["model", "create", "-n", "later", "--path", "later"])
  expect(first.code).toBe(1)
  cli.setBreak(undefined)
  const second = await cli.caudal(["model", "create", "-n", "later", "--path", "later", "-o", "none"])
  expect(second.err).toMatch(/upload model later: 1 file, 1[12]\.\d MB sent/)
}, 60_000)

test("an environment carries its conda file's text", async () => {
  write("envs/conda.yml", "dependencies:\n  - python=3.11\n")
  write("envs/env.yml", "name: sk\nversion: 3\nimage: example/image:1\nconda_file: conda.yml\n")
  const result = await cli.caudal(["environment", "create", "-f", "envs/env.yml"])
  expect(result.err).toBe("")
  expect(JSON.parse(result.out)).toMatchObject({ name: "sk", version: "3", image: "example/image:1" })
  const shown = await cli.caudal(["environment", "show", "-n", "sk", "-v", "3", "--query", "conda_file", "-o", "tsv"])
  expect(shown.out).toContain("python=3.11")
  const words = ["environment", "update", "-n", "sk", "-v", "3", "--set", "tags.owner=ana"]
  const updated = await cli.caudal([...words, "--query", "[version, tags.owner]", "-o", "tsv"])
  expect(updated).toEqual({ code: 0, out: "3\nana\n", err: "" })
})

test("endpoints: upsert, show, list, tags, and 3 for what is not there", async () => {
  write("endpoint.yml", "$schema: https://x/y.json\nname: Diabetes\nauth_mode: Key\n")
  const created = await cli.caudal(["ml", "online-endpoint", "create", "-f", "endpoint.yml", "--no-wait", "-g", "any"])
  expect({ code: created.code, out: created.out }).toEqual({ code: 0, out: "" })
  const again = await cli.caudal([
    "online-endpoint",
    "create",
    "-f",
    "endpoint.yml",
    "--set",
    "tags.owner=ana",
    "--no-wait",
  ])
  expect(again.code).toBe(0)
  const shown = await cli.caudal([
    "online-endpoint",
    "show",
    "-n",
    "diabetes",
    "--query",
    "[auth_mode, tags.owner]",
    "-o",
    "tsv",
  ])
  expect(shown.out).toBe("key\nana\n")
  const updated = await cli.caudal([
    "online-endpoint",
    "update",
    "-n",
    "diabetes",
    "--set",
    "description=two words",
    "--remove",
    "tags.owner",
    "--no-wait",
  ])
  expect(updated.code).toBe(0)
  const after = await cli.caudal([
    "online-endpoint",
    "show",
    "-n",
    "diabetes",
    "--query",
    "{d: description, t: tags}",
    "-o",
    "json",
  ])
  expect(JSON.parse(after.out)).toEqual({ d: "two words", t: {} })
  expect((await cli.caudal(["online-endpoint", "list", "--query", "length(@)"])).out).toBe("1\n")

  const missing = await cli.caudal(["online-endpoint", "show", "-n", "nothing"])
  expect(missing).toMatchObject({ code: 3, out: "" })
  expect(missing.err).toContain("endpoints.not_found")
})

test("what a file asks for and is not acted on is told while it is applied", async () => {
  write(
    "signed.yml",
    "name: signed\nidentity:\n  type: user_assigned\n  user_assigned_identities: [/subscriptions/1/a]\n",
  )
  const created = await cli.caudal(["online-endpoint", "create", "-f", "signed.yml", "--no-wait"])
  expect(created).toMatchObject({ code: 0, out: "" })
  expect(created.err).toMatch(/^warning: identity is kept, but instances do not get it: .*\naccepted as operation /)
  const words = ["online-endpoint", "update", "-n", "signed", "--set", "identity.type=system_assigned", "--no-wait"]
  expect(await cli.caudal(words)).toMatchObject({ code: 1, err: expect.stringContaining("endpoints.immutable") })
})

test("traffic to a deployment that is not there is refused with the server's reason", async () => {
  const result = await cli.caudal(["online-endpoint", "update", "-n", "diabetes", "--traffic", "blue=100"])
  expect(result.code).toBe(1)
  expect(result.err).toMatch(/^error: .*blue/)
})

test("a log goes through --query also without -o, and --web tells the address of the page", async () => {
  const { db } = cli.api.services
  const ctx = await contextOf(cli.api)
  const [row] = await db.select().from(endpoints).where(eq(endpoints.name, "Diabetes"))
  const place = { workspaceId: ctx.workspaceId, endpointId: row?.id ?? "" }
  const id = await insertDeployment(db, { ...place, name: "shown" })
  const failure = { environmentError: { message: "no such package" } }
  await db.update(deploymentRevisions).set(failure).where(eq(deploymentRevisions.deploymentId, id))
  const words = ["-e", "diabetes", "-n", "shown"]
  const log = ["online-deployment", "get-logs", ...words, "-c", "storage-initializer"]
  expect((await cli.caudal(log)).out).toMatch(/^\S+ error: no such package\n$/)
  expect((await cli.caudal([...log, "--query", "contains(@, 'no such package')"])).out).toBe("true\n")
  const shown = await cli.caudal(["online-deployment", "show", ...words, "--web", "--query", "name"])
  expect(shown).toEqual({
    code: 0,
    out: '"shown"\n',
    err: `its page: ${cli.url}/w/default/endpoints/online/diabetes/deployments/shown\n`,
  })
})

test("a mistake in a deployment's file is told before anything is sent", async () => {
  write("bad.yml", "name: blue\nendpoint_name: diabetes\nmodel:\n  path: trained/m1\ninstance_cont: 2\n")
  const result = await cli.caudal(["online-deployment", "create", "-f", "bad.yml"])
  expect(result).toEqual({
    code: 1,
    out: "",
    err: "error: The deployment is not valid:\n  bad.yml:5: instance_cont is not known. Did you mean 'instance_count'?\n",
  })
  expect(cli.requests).toEqual([])
})

test("an endpoint that is not there is told before anything is uploaded", async () => {
  write("good.yml", "name: blue\nendpoint_name: nowhere\nmodel:\n  path: trained/m1\nenvironment: azureml:sk:3\n")
  const result = await cli.caudal(["online-deployment", "create", "-f", "good.yml"])
  expect(result.code).toBe(3)
  expect(cli.requests.filter((line) => line.includes("uploads"))).toEqual([])
})

test("deleting asks, and without a terminal wants --yes", async () => {
  const asked = await cli.caudal(["online-endpoint", "delete", "-n", "diabetes"])
  expect(asked).toMatchObject({
    code: 1,
    err: "error: There is no terminal to ask on. Use --yes to go on without asking.\n",
  })
  expect(cli.requests).toEqual([])
  expect((await cli.caudal(["online-endpoint", "delete", "-n", "diabetes", "-y", "--no-wait"])).code).toBe(0)
})

test("operations and events are listed; one that is not there is 3", async () => {
  const operations = await cli.caudal(["operation", "list", "-o", "table"])
  expect(operations.out).toMatch(/^Id +Kind +Status +Target/)
  const events = await cli.caudal(["event", "list", "-r", "3", "--query", "length(@)"])
  expect(events.out).toBe("3\n")
  const unknown = await cli.caudal(["operation", "show", "op_unknown"])
  expect(unknown.code).toBe(3)
})

test("login keeps a token of mode 600 for its own server alone, logout ends it", async () => {
  const env = { CAUDAL_TOKEN: "", XDG_CONFIG_HOME: path.join(cli.folder, "ana") }
  const config = path.join(cli.folder, "ana/caudal/config.json")
  const without = await cli.caudal(["model", "list"], { env })
  expect(without).toMatchObject({ code: 1, out: "" })
  expect(without.err).toContain("next: caudal login")

  const login = ["login", "--url", cli.url, "--email", "owner@example.com", "--password-stdin"]
  const wrong = await cli.caudal(login, { env, input: "wrong password\n" })
  expect(wrong.code).toBe(1)
  const right = await cli.caudal(login, { env, input: "correct horse battery\n" })
  expect(right.err).toContain(`signed in to ${cli.url} as owner@example.com`)
  expect(statSync(config).mode & 0o777).toBe(0o600)
  expect((await cli.caudal(["model", "list", "-o", "none"], { env })).code).toBe(0)
  const other = await cli.caudal(["model", "list"], {
    env: { ...env, CAUDAL_URL: cli.url.replace("127.0.0.1", "localhost") },
  })
  expect(other.code).toBe(1)

  expect((await cli.caudal(["logout"], { env })).err).toBe(`signed out of ${cli.url}\n`)
  expect(readFileSync(config, "utf8")).not.toContain("token")
  expect((await cli.caudal(["model", "list"], { env })).code).toBe(1)
})

test("a password typed on a terminal is not shown, and Ctrl-C at the prompt ends with 130", async () => {
  const env = { CAUDAL_TOKEN: "", XDG_CONFIG_HOME: path.join(cli.folder, "typed") }
  const email = ["E-mail: ", "owner@example.com\r"] as const
  const signedIn = await cli.onTerminal(["login"], [email, ["Password: ", "correct horse battery\r"]], env)
  expect(signedIn.out).toContain("signed in to")
  expect(signedIn.out).toContain("owner@example.com")
  expect(signedIn.out).not.toContain("horse")
  const stopped = await cli.onTerminal(["login"], [email, ["Password: ", "correct\u0003"]], env)
  expect(stopped.code).toBe(130)
  expect(stopped.out).not.toContain("correct")
})

test("on a terminal deleting asks, and no is no", async () => {
  await cli.caudal(["online-endpoint", "create", "-n", "kept", "--no-wait"])
  const answered = await cli.onTerminal(["online-endpoint", "delete", "-n", "kept"], [["(y/n)", "n\r"]])
  expect(answered.out).toContain("Nothing was changed.")
  expect((await cli.caudal(["online-endpoint", "show", "-n", "kept", "-o", "none"])).code).toBe(0)
})

test("an upload on a terminal draws a bar", async () => {
  write("bar/weights.bin", randomBytes(9_000_000))
  const shown = await cli.onTerminal(["model", "create", "-n", "bar", "--path", "bar", "-o", "none"], [])
  expect(shown.out).toContain("] 100 %  9.0 MB of 9.0 MB")
})

test("Ctrl-C while waiting says that the server goes on, code 130", async () => {
  const waiting = await cli.onTerminal(["online-endpoint", "delete", "-n", "kept", "-y"], [["endpoint kept", "\u0003"]])
  expect(waiting.out).toContain("Stopped waiting. The server goes on with the change.")
  expect(waiting.out).toMatch(/next: caudal operation wait -n op_\w+ {3}\(or: caudal operation cancel -n op_\w+\)/)
  expect(waiting.code).toBe(130)
})

test("defaults stand for flags that are not given", async () => {
  const env = { XDG_CONFIG_HOME: path.join(cli.folder, "defaults") }
  await cli.caudal(["configure", "--defaults", "workspace=other", "endpoint=some-endpoint"], { env })
  const shown = await cli.caudal(["online-deployment", "list"], { env })
  expect(shown.code).toBe(3)
  expect(cli.requests).toEqual(["GET /api/v1/workspaces/other/online-endpoints/some-endpoint/deployments?limit=500"])
  cli.requests.length = 0
  await cli.caudal(["online-deployment", "list", "-w", "default", "-e", "another"], { env })
  expect(cli.requests[0]).toContain("/workspaces/default/online-endpoints/another/")
})

test("nothing at the address is told with what to do, code 1", async () => {
  const result = await cli.caudal(["status"], { env: { CAUDAL_URL: "http://127.0.0.1:1" } })
  expect(result).toMatchObject({ code: 1, err: "" })
  expect(result.out).toContain("Caudal is down")
  const show = await cli.caudal(["model", "list", "-o", "json"], { env: { CAUDAL_URL: "http://127.0.0.1:1" } })
  expect(show).toMatchObject({ code: 1, out: "" })
  expect(show.err).toContain("npm start")
})

test("what was deleted is listed and comes back by its name, or under another", async () => {
  await cli.caudal(["online-endpoint", "create", "-n", "lost-one", "--no-wait"])
  await cli.caudal(["online-endpoint", "delete", "-n", "lost-one", "--yes", "--no-wait"])
  const listed = await cli.caudal([
    "online-endpoint",
    "list",
    "--deleted",
    "-r",
    "1",
    "--query",
    "[].name",
    "-o",
    "tsv",
  ])
  expect(listed.out).toBe("lost-one\n")
  const missing = await cli.caudal(["online-endpoint", "restore", "-n", "lost-two", "--no-wait"])
  expect(missing).toMatchObject({ code: 3, err: expect.stringContaining("can be restored: lost-one") })
  await cli.caudal(["online-endpoint", "create", "-n", "lost-one", "--no-wait"])
  const taken = await cli.caudal(["online-endpoint", "restore", "-n", "lost-one", "--no-wait"])
  expect(taken).toMatchObject({ code: 1, err: expect.stringContaining("lost-one-2") })
  const words = ["online-endpoint", "restore", "-n", "Lost-One", "--new-name", "found-one", "--no-wait"]
  expect(await cli.caudal(words)).toMatchObject({ code: 0, err: expect.stringContaining("accepted as operation") })
  const shown = await cli.caudal(["online-endpoint", "show", "-n", "found-one", "--query", "name", "-o", "tsv"])
  expect(shown.out).toBe("found-one\n")
  const none = await cli.caudal(["online-deployment", "restore", "-e", "found-one", "-n", "blue"])
  expect(none).toMatchObject({ code: 3, err: expect.stringContaining('No deployment of found-one "blue"') })
})
