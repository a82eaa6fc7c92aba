import { expect, test } from "vitest"

import { threadEnv } from "./thread-env.ts"

test.each([
  { vcpu: 4, workerCount: 1, threads: "4" },
  { vcpu: 4, workerCount: 3, threads: "1" },
  { vcpu: 16, workerCount: 4, threads: "4" },
  { vcpu: 1, workerCount: 8, threads: "1" },
  { vcpu: 2, workerCount: 0, threads: "2" },
])("$workerCount workers on $vcpu processors start $threads threads each", ({ vcpu, workerCount, threads }) => {
  const env = threadEnv(vcpu, workerCount)
  expect(env["OMP_NUM_THREADS"]).toBe(threads)
  expect(new Set(Object.values(env)).size).toBe(1)
})
