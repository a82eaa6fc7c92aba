import { expect, test } from "vitest"
import { z } from "zod"

import { describeIssues } from "./describe-issues.ts"

const schema = z.strictObject({
  name: z.string(),
  count: z.int().min(1).optional(),
  model: z.union([z.string().startsWith("azureml:"), z.strictObject({ path: z.string() })]).optional(),
})

function messages(value: unknown): string[] {
  const { error } = schema.safeParse(value)
  return error ? describeIssues(error, schema, (path) => path.join(".") || "body").map(({ message }) => message) : []
}

test.each([
  [{}, "name: is required (a string)."],
  [[], "body: must be an object."],
  [{ name: 1 }, "name: must be a string."],
  [{ name: "a", count: 0 }, "count: must be at least 1."],
  [{ name: "a", cuont: 1 }, "cuont is not known. Did you mean 'count'?"],
  [{ name: "a", zzz: 1 }, "zzz is not known. Known here: name, count, model."],
  [{ name: "a", model: { pth: "x", path: "x" } }, "model.pth is not known. Did you mean 'path'?"],
  [{ name: "a", model: 3 }, "model: must be a string, or must be an object."],
  [{ name: "a", model: "m" }, 'model: invalid string: must start with "azureml:".'],
])("%j is told as field, rule and fix", (value, message) => {
  expect(messages(value)).toEqual([message])
})
