import { afterAll, beforeAll, expect, test } from "vitest"

import { bringTree, createAssetFixture } from "#lib/assets/testing/index.ts"
import type { AssetFixture } from "#lib/assets/testing/index.ts"

import { archiveEnvironment } from "./archive-environment.ts"
import { ANONYMOUS_ENVIRONMENT, environmentInput } from "./environment-input.ts"
import { listEnvironments, listEnvironmentVersions } from "./list-environments.ts"
import { registerEnvironment } from "./register-environment.ts"
import { requireEnvironment } from "./require-environment.ts"
import { resolveEnvironment } from "./resolve-environment.ts"

const CONDA = "dependencies:\n  - python=3.11\n  - pip:\n      - scikit-learn==1.5.0\n"
const withCode = (code: string) => expect.objectContaining({ code })

let fixture: AssetFixture
beforeAll(async () => {
  fixture = await createAssetFixture()
})
afterAll(async () => {
  await fixture.end()
})

const register = async (input: object, ctx = fixture.ours) => {
  fixture.clock.ms += 1
  return await registerEnvironment(ctx, environmentInput.parse({ conda_file: CONDA, ...input }), fixture.home)
}

test("a conda file given as a map is stored as YAML text, and read-only keys of `show` are taken back", async () => {
  const { environment } = await register({
    name: "map",
    conda_file: { dependencies: ["python=3.11", { pip: ["numpy"] }] },
  })
  expect(environment.conda_file).toBe("dependencies:\n  - python=3.11\n  - pip:\n      - numpy\n")
  expect(await register(environment)).toEqual({ environment, created: false })
})

test("a version says the same for ever", async () => {
  const { environment } = await register({ name: "fixed" })
  expect(environment).toMatchObject({ version: "1", image: null, conda_file: CONDA, os_type: "linux" })
  await expect(register({ name: "fixed", version: "1", image: "ubuntu" })).rejects.toThrow(
    withCode("assets.version_exists"),
  )
  expect((await register({ name: "fixed", image: "ubuntu" })).environment.version).toBe("2")
})

test.each([
  [{ conda_file: "conda.yml" }, "is a path"],
  [{ conda_file: "- a\n- b\n" }, "must be a map"],
  [{ conda_file: "dependencies:\n\t- a\n" }, "line 2 is not YAML"],
])("the conda file of %j is refused", async (input, message) => {
  await expect(register({ name: "bad", ...input })).rejects.toThrow(message)
})

test.each([
  [{ conda_file: null }, "image, build or conda_file"],
  [{ image: "a", build: { path: `caudal://trees/${"0".repeat(64)}/d/` }, conda_file: null }, "beside image"],
  [{ os_type: "windows" }, "must be linux"],
  [{ build: { path: "../elsewhere" }, conda_file: null }, "reference of an uploaded folder"],
])("the environment %j is refused by its rule", (input, message) => {
  const parsed = environmentInput.safeParse({ name: "bad", conda_file: CONDA, ...input })
  expect(parsed.error?.message).toContain(message)
})

test("a build folder must be one that this workspace uploaded", async () => {
  const tree = await bringTree(fixture.ours, fixture.home, { Dockerfile: "FROM scratch" })
  const build = { path: `caudal://trees/${tree}/docker/` }
  const input = { name: "docker", conda_file: null, build }
  expect((await register(input)).environment.build).toEqual({ ...build, dockerfile_path: "Dockerfile" })
  await expect(register(input, fixture.theirs)).rejects.toThrow(withCode("assets.tree_not_found"))
})

test("an environment of a deployment is a version, the newest, or one in place, which is the same when applied again", async () => {
  const resolve = async (environment: Parameters<typeof resolveEnvironment>[1]) =>
    await resolveEnvironment(fixture.ours, environment, fixture.home)
  await register({ name: "ref" })
  expect(await resolve("azureml:ref:1")).toMatchObject({ name: "ref", version: "1", spec: { conda_file: CONDA } })
  expect(await resolve("azureml:ref@latest")).toMatchObject({ version: "1" })
  await expect(resolve("azureml:ref:2")).rejects.toThrow(withCode("assets.not_found"))

  const inline = await resolve({ image: "mcr/base:1", conda_file: CONDA, os_type: "linux" })
  expect(inline.name).toBe(ANONYMOUS_ENVIRONMENT)
  expect(inline.version).toMatch(/^[0-9a-f]{32}$/)
  expect(await resolve({ image: "mcr/base:1", conda_file: CONDA })).toEqual(inline)
  expect((await resolve({ conda_file: CONDA })).version).not.toBe(inline.version)
  expect(await resolve({ name: "ref", conda_file: CONDA })).toMatchObject({ version: "1" })
  await expect(resolve({ conda_file: 7 })).rejects.toThrow(
    expect.objectContaining({ code: "environments.definition_invalid", target: "environment.conda_file" }),
  )
})

test("lists hide anonymous ones, and another workspace sees and changes nothing", async () => {
  await resolveEnvironment(fixture.ours, { conda_file: CONDA }, fixture.home)
  const names = (await listEnvironments(fixture.ours, { limit: 50 })).items.map((item) => item.name)
  expect(names).toContain("fixed")
  expect(names).not.toContain(ANONYMOUS_ENVIRONMENT)
  expect((await listEnvironments(fixture.theirs, { limit: 50, withAnonymous: true })).items).toEqual([])
  const at = { name: "fixed", version: "1" }
  await expect(requireEnvironment(fixture.theirs, at)).rejects.toThrow(withCode("assets.not_found"))
  await expect(archiveEnvironment(fixture.theirs, at)).rejects.toThrow(withCode("assets.not_found"))
  await expect(listEnvironmentVersions(fixture.theirs, { name: "fixed", limit: 5 })).rejects.toThrow(
    withCode("assets.not_found"),
  )
  await expect(register({ name: "fixed" }, fixture.as(fixture.ours, "Viewer"))).rejects.toThrow(
    withCode("identity.forbidden"),
  )
  expect((await archiveEnvironment(fixture.ours, { name: "fixed", version: "2" })).is_archived).toBe(true)
  expect((await requireEnvironment(fixture.ours, { name: "fixed", version: null })).version).toBe("1")
})
