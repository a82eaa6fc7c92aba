import { expect, test } from "vitest"

import { INSTANCE_TYPES, resolveInstanceType } from "./instance-types.ts"

const LARGE = { vcpu: 256, memoryMib: 4 * 1024 * 1024 }

test("names are known in any case and come back as Azure writes them", () => {
  expect(resolveInstanceType("standard_ds3_V2", LARGE)).toMatchObject({
    name: "Standard_DS3_v2",
    vcpu: 4,
    memoryMib: 14 * 1024,
    clamped: false,
    warnings: [],
  })
})

test("what the machine does not have is clamped, each with a warning that says how much is left", () => {
  const resolved = resolveInstanceType("Standard_F4s_v2", { vcpu: 2, memoryMib: 6144 })
  expect(resolved).toMatchObject({ vcpu: 2, memoryMib: 6144, clamped: true })
  expect(resolved.warnings).toEqual([
    "Standard_F4s_v2 has 4 vCPUs; this machine has 2, which the instance gets.",
    "Standard_F4s_v2 has 8 GiB of memory; this machine has 6 GiB, which is the instance's limit.",
  ])
})

test("a size with a graphics card says that local instances get none", () => {
  expect(resolveInstanceType("Standard_NC4as_T4_v3", LARGE).warnings[0]).toContain("graphics card")
})

test.each([
  ["DS3_v2", "Standard_DS3_v2"],
  ["Standard_DS3v2", "Standard_DS3_v2"],
  ["Standard_F4_v2", "Standard_F4s_v2"],
  ["Standard_E4_v3", "Standard_E4s_v3"],
])("the refusal of %s names %s", (name, near) => {
  expect(() => resolveInstanceType(name, LARGE)).toThrow(near)
})

test("a refusal is an error of the field and repeats no more than 64 characters of it", () => {
  try {
    resolveInstanceType("x".repeat(10_000), LARGE)
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({ code: "compute.unknown_instance_type", status: 400, target: "instance_type" })
    expect(String(error).length).toBeLessThan(300)
  }
})

test("names are unique in any case, and the families of online endpoints are there", () => {
  expect(new Set(INSTANCE_TYPES.map((type) => type.name.toLowerCase())).size).toBe(INSTANCE_TYPES.length)
  const families = INSTANCE_TYPES.map((type) => type.family)
  expect(families).toEqual(
    expect.arrayContaining(["DSv2", "DASv4", "DAv4", "ESv3", "FSv2", "FX", "LSv3", "LASv3", "NCSv3"]),
  )
})
