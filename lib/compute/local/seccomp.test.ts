import { expect, test } from "vitest"

import { buildSeccompFilter } from "./seccomp.ts"

const ALLOW = 0x7fff_0000
const X64 = 0xc000_003e
const ARM64 = 0xc000_00b7

/** Runs the filter as the kernel would. */
function answer(filter: Buffer, arch: number, number: number): number {
  let accumulator = 0
  for (let at = 0; ; at++) {
    const code = filter.readUInt16LE(at * 8)
    const value = filter.readUInt32LE(at * 8 + 4)
    if (code === 0x06) return value
    if (code === 0x20) accumulator = value === 4 ? arch : number
    else {
      const isTrue = code === 0x15 ? accumulator === value : accumulator >= value
      at += filter.readUInt8(at * 8 + (isTrue ? 2 : 3))
    }
  }
}

function filterFor(arch: string): Buffer {
  const filter = buildSeccompFilter(arch)
  if (filter === null) throw new Error(`no filter for ${arch}`)
  return filter
}

test.each([
  { arch: "x64", audit: X64, denied: [250, 165, 272, 321, 443], allowed: [0, 1, 41, 59, 56, 435, 101] },
  { arch: "arm64", audit: ARM64, denied: [219, 40, 97, 280, 443], allowed: [63, 64, 198, 221, 220, 435, 117] },
])("on $arch keys, mounts, namespaces and tracing of the kernel are denied, ordinary calls are not", (row) => {
  const filter = filterFor(row.arch)
  for (const number of row.denied) expect(answer(filter, row.audit, number)).toBe(0x0005_0001)
  for (const number of row.allowed) expect(answer(filter, row.audit, number)).toBe(ALLOW)
})

test("calls of another architecture or of the x32 interface cannot go round the list", () => {
  const filter = filterFor("x64")
  expect(answer(filter, 0x4000_0003, 1)).not.toBe(ALLOW)
  expect(answer(filter, X64, 0x4000_0000 + 250)).not.toBe(ALLOW)
  expect(answer(filter, X64, 0x4000_0000)).not.toBe(ALLOW)
})

test("an architecture without a list has no filter", () => {
  expect(buildSeccompFilter("riscv64")).toBeNull()
})
