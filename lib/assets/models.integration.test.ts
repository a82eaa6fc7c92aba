import { afterAll, beforeAll, expect, test } from "vitest"

import { events } from "#drizzle/schema/index.ts"

import { archiveModel, restoreModel } from "./archive-model.ts"
import { listCodes, listCodeVersions } from "./list-codes.ts"
import { listModels, listModelVersions } from "./list-models.ts"
import { registerCode } from "./register-code.ts"
import { registerModel } from "./register-model.ts"
import { requireModel } from "./require-model.ts"
import { resolveCode } from "./resolve-code.ts"
import { resolveModel } from "./resolve-model.ts"
import { modelInput } from "./schema.ts"
import { bringTree } from "./testing/bring-tree.ts"
import { createAssetFixture } from "./testing/create-asset-fixture.ts"
import type { AssetFixture } from "./testing/create-asset-fixture.ts"

let fixture: AssetFixture
let one: string
let two: string
beforeAll(async () => {
  fixture = await createAssetFixture()
  one = `caudal://trees/${await bringTree(fixture.ours, fixture.home, { "m.pkl": "one", MLmodel: "x" })}/model/`
  two = `caudal://trees/${await bringTree(fixture.ours, fixture.home, { "m.pkl": "two" })}/m.pkl`
})
afterAll(async () => {
  await fixture.end()
})

const withCode = (code: string) => expect.objectContaining({ code })
const register = async (input: object, ctx = fixture.ours) => {
  fixture.clock.ms += 1
  return await registerModel(ctx, modelInput.parse({ path: one, ...input }), fixture.home)
}

test("versions are dealt in order, also when many ask at once, and gaps and other texts do no harm", async () => {
  expect((await register({ name: "auto" })).model.version).toBe("1")
  const versions = await Promise.all(
    Array.from({ length: 10 }, async () => (await register({ name: "auto" })).model.version),
  )
  expect(versions.map(Number).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  await register({ name: "auto", version: 41 })
  await register({ name: "auto", version: "v1.2-beta" })
  await register({ name: "auto", version: "007" })
  expect((await register({ name: "auto" })).model.version).toBe("42")
})

test("the same version again is the same when its contents are, and refused when they are not", async () => {
  const input = { name: "fixed", version: "1", tags: { stage: "dev" } }
  const first = await register(input)
  expect(first.created).toBe(true)
  expect(await register(input)).toEqual({ model: first.model, created: false })
  for (const other of [{ path: two }, { type: "mlflow_model" }, { flavors: { sklearn: {} } }]) {
    await expect(register({ ...input, ...other })).rejects.toThrow(withCode("assets.version_exists"))
  }
  const again = await register({ name: "fixed", version: "1", description: "said later" })
  expect(again.model).toMatchObject({ id: first.model.id, description: "said later", tags: { stage: "dev" } })
})

test("the same first registration from two places at once makes one version", async () => {
  const results = await Promise.all([
    register({ name: "race", version: "1" }),
    register({ name: "race", version: "1" }),
  ])
  expect(results.filter((result) => result.created)).toHaveLength(1)
})

test("a path must be what this workspace uploaded, and a file's path its one file", async () => {
  await expect(register({ name: "x" }, fixture.theirs)).rejects.toThrow(withCode("assets.tree_not_found"))
  await expect(register({ name: "x", path: two.replace("m.pkl", "other.pkl") })).rejects.toThrow(
    withCode("assets.path_invalid"),
  )
  await expect(register({ name: "x", path: one.slice(0, -1) })).rejects.toThrow(withCode("assets.path_invalid"))
  expect((await register({ name: "x", path: two })).model).toMatchObject({ path: two, size_bytes: 3 })
})

test("@latest is the newest version that is not archived", async () => {
  for (const version of ["1", "2", "3"]) await register({ name: "labelled", version })
  const latest = async () => (await requireModel(fixture.ours, { name: "labelled", version: null })).version
  expect(await latest()).toBe("3")
  await archiveModel(fixture.ours, { name: "labelled", version: "3" })
  await archiveModel(fixture.ours, { name: "labelled", version: "3" })
  expect(await latest()).toBe("2")
  expect((await listModelVersions(fixture.ours, { name: "labelled", limit: 5 })).items.map((m) => m.version)).toEqual([
    "2",
    "1",
  ])
  expect(await requireModel(fixture.ours, { name: "labelled", version: "3" })).toMatchObject({ is_archived: true })
  await restoreModel(fixture.ours, { name: "labelled", version: "3" })
  expect(await latest()).toBe("3")
  const actions = (await fixture.ours.db.select().from(events)).flatMap((event) =>
    event.targetName === "labelled:3" ? [event.action] : [],
  )
  expect(actions).toEqual(["model.create", "model.archive", "model.restore"])
})

test("a deployment's model is a version, the newest, or one written in place, which is the same when applied again", async () => {
  await register({ name: "ref", version: "1" })
  await register({ name: "ref", version: "2", path: two })
  const resolve = async (model: Parameters<typeof resolveModel>[1]) =>
    await resolveModel(fixture.ours, model, fixture.home)
  expect(await resolve("azureml:ref:1")).toMatchObject({
    name: "ref",
    version: "1",
    pathKind: "folder",
    pathName: "model",
  })
  expect(await resolve("azureml:ref@latest")).toMatchObject({ version: "2", pathKind: "file", pathName: "m.pkl" })
  await expect(resolve("azureml:ref:3")).rejects.toThrow(withCode("assets.not_found"))
  await expect(resolve("ref:1")).rejects.toThrow(withCode("assets.reference_invalid"))

  const inline = await resolve({ path: one, type: "custom_model" })
  expect(inline).toMatchObject({ version: "1", pathName: "model" })
  expect(await resolve({ path: one, type: "custom_model" })).toEqual(inline)
  expect((await resolve({ path: one, type: "mlflow_model" })).name).not.toBe(inline.name)

  const named = await resolve({ name: "inplace", path: one, type: "custom_model" })
  expect(await resolve({ name: "inplace", path: one, type: "custom_model" })).toEqual(named)
  expect(await resolve({ name: "inplace", path: two, type: "custom_model" })).toMatchObject({ version: "2" })
})

test("lists are paged newest first, by name, without anonymous and archived ones unless asked for", async () => {
  const tree = await bringTree(fixture.theirs, fixture.home, { "m.pkl": "theirs" })
  const path = `caudal://trees/${tree}/m/`
  for (const name of ["a", "b", "c", "a"]) await register({ name, path }, fixture.theirs)
  await register({ path }, fixture.theirs)
  await archiveModel(fixture.theirs, { name: "c", version: "1" })
  const names = async (more: object) =>
    (await listModels(fixture.theirs, { limit: 10, ...more })).items.map((m) => `${m.name}:${m.version}`)
  expect(await names({})).toEqual(["a:2", "b:1"])
  expect(await names({ withArchived: true })).toEqual(["a:2", "c:1", "b:1"])
  expect(await names({ withAnonymous: true })).toHaveLength(3)
  const first = await listModels(fixture.theirs, { limit: 1 })
  expect(first.items.map((m) => m.name)).toEqual(["a"])
  const second = await listModels(fixture.theirs, { limit: 1, cursor: first.nextCursor ?? "" })
  expect(second).toMatchObject({ items: [{ name: "b" }], nextCursor: null })
  const versions = await listModelVersions(fixture.theirs, { name: "a", limit: 1 })
  expect(versions).toMatchObject({ items: [{ version: "2" }], nextCursor: versions.items[0]?.id })
  expect(await listModelVersions(fixture.theirs, { name: "c", limit: 1 })).toEqual({ items: [], nextCursor: null })
})

test("another workspace can neither see nor use nor archive a model", async () => {
  await register({ name: "private", version: "1" })
  const notFound = withCode("assets.not_found")
  const at = { name: "private", version: "1" }
  await expect(requireModel(fixture.theirs, at)).rejects.toThrow(notFound)
  await expect(requireModel(fixture.theirs, { name: "private", version: null })).rejects.toThrow(notFound)
  await expect(resolveModel(fixture.theirs, "azureml:private:1", fixture.home)).rejects.toThrow(notFound)
  await expect(archiveModel(fixture.theirs, at)).rejects.toThrow(notFound)
  await expect(restoreModel(fixture.theirs, at)).rejects.toThrow(notFound)
  await expect(listModelVersions(fixture.theirs, { name: "private", limit: 5 })).rejects.toThrow(notFound)
  const page = await listModels(fixture.theirs, { limit: 500, withAnonymous: true, withArchived: true })
  expect(page.items.some((model) => model.name === "private")).toBe(false)
  expect(await requireModel(fixture.ours, at)).toMatchObject({ is_archived: false })
})

test("a viewer reads and changes nothing", async () => {
  const viewer = fixture.as(fixture.ours, "Viewer")
  const forbidden = withCode("identity.forbidden")
  await expect(register({ name: "fixed", version: "9" }, viewer)).rejects.toThrow(forbidden)
  await expect(archiveModel(viewer, { name: "fixed", version: "1" })).rejects.toThrow(forbidden)
  await expect(resolveModel(viewer, { path: one, type: "custom_model" }, fixture.home)).rejects.toThrow(forbidden)
  expect((await requireModel(viewer, { name: "fixed", version: "1" })).name).toBe("fixed")
})

test("code is a folder, named or as part of a deployment", async () => {
  await expect(registerCode(fixture.ours, { name: "c", path: two }, fixture.home)).rejects.toThrow(
    withCode("assets.path_invalid"),
  )
  const { code } = await registerCode(fixture.ours, { name: "scoring", path: one }, fixture.home)
  expect(code).toMatchObject({ name: "scoring", version: "1", path: one })
  expect(await resolveCode(fixture.ours, "azureml:scoring@latest", fixture.home)).toMatchObject({ pathName: "model" })
  const inline = await resolveCode(fixture.ours, one, fixture.home)
  expect(await resolveCode(fixture.ours, one, fixture.home)).toEqual(inline)
  expect((await listCodes(fixture.ours, { limit: 9 })).items.map((item) => item.name)).toEqual(["scoring"])
  expect((await listCodeVersions(fixture.ours, { name: "scoring", limit: 9 })).items).toEqual([code])
  await expect(resolveCode(fixture.theirs, one, fixture.home)).rejects.toThrow(withCode("assets.tree_not_found"))
})
