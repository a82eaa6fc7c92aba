import { request } from "node:http"
import { text } from "node:stream/consumers"

import { afterAll, expect, test, vi } from "vitest"

import type { Compute, LogOptions } from "./compute.ts"
import { instanceHandleSchema } from "./schema.ts"
import type { InstanceHandle, InstanceSpec, LogLine, ObservedInstance } from "./schema.ts"

/** What a driver brings to its tests. */
export interface ComputeUnderTest {
  readonly compute: Compute
  /** An instance that runs `fixtures/instance_program.py` with these words; every call has another id. */
  specFor(words: readonly string[], overrides?: Partial<InstanceSpec>): InstanceSpec
  cleanUp(): Promise<void>
}

const WAIT = { timeout: 30_000, interval: 50 }

/** The instance as observed now; it must be there. */
export async function observeOne(compute: Compute, instanceId: string): Promise<ObservedInstance> {
  const found = (await compute.observe()).find((instance) => instance.instanceId === instanceId)
  if (!found) throw new Error(`${instanceId} is not observed.`)
  return found
}

/** The instance once it has ended. */
export async function waitForExit(compute: Compute, instanceId: string): Promise<ObservedInstance> {
  await expect.poll(async () => (await observeOne(compute, instanceId)).state, WAIT).toBe("exited")
  return observeOne(compute, instanceId)
}

/** Asks an instance over its socket. */
export function callInstance(socketPath: string, path = "/"): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path }, (response) => text(response).then(resolve, reject))
    call.on("error", reject)
    call.end()
  })
}

/** All lines that `logs` yields. */
export async function readLogs(compute: Compute, handle: InstanceHandle, options?: LogOptions): Promise<LogLine[]> {
  const lines: LogLine[] = []
  for await (const line of compute.logs(handle, options)) lines.push(line)
  return lines
}

type Start = (
  words: readonly string[],
  overrides?: Partial<InstanceSpec>,
) => Promise<{ readonly compute: Compute; readonly spec: InstanceSpec; readonly handle: InstanceHandle }>

/** Registers the tests that every driver must pass. */
export function describeCompute(make: () => Promise<ComputeUnderTest>): void {
  const made = make()
  const handles: InstanceHandle[] = []
  const start: Start = async (words, overrides = {}) => {
    const { compute, specFor } = await made
    const spec = specFor(words, overrides)
    const handle = await compute.start(spec)
    handles.push(handle)
    return { compute, spec, handle }
  }
  afterAll(async () => {
    const { compute, cleanUp } = await made
    for (const handle of handles) await compute.remove(handle)
    await cleanUp()
  })
  testServing(start)
  testOutput(start)
  testEnding(start)
  testLifetime(start, made)
}

function testServing(start: Start): void {
  test("an instance answers on its socket, with its own environment and working folder", async () => {
    const { compute, spec } = await start(["serve"], { env: { GREETING: "hola" } })
    const { socket, state, owner } = await observeOne(compute, spec.instanceId)
    const answer: unknown = JSON.parse(await callInstance(socket))
    expect(answer).toMatchObject({ path: "/", environment: { GREETING: "hola" } })
    expect(state).toBe("running")
    expect(owner).toMatchObject({ endpointName: spec.endpointName, generation: spec.generation })
  })

  test("a request sent before the instance accepts is answered once it does", async () => {
    const { handle } = await start(["serve"])
    await expect(callInstance(handle.socket, "/early")).resolves.toContain("/early")
  })

  test("phases are those that the runtime reports, and nothing else that it writes", async () => {
    const { compute, spec } = await start(["serve"])
    await expect
      .poll(async () => (await observeOne(compute, spec.instanceId)).phases, WAIT)
      .toMatchObject([{ phase: "serving", ms: 1.5 }])
  })
}

function testOutput(start: Start): void {
  test("a command that does not exist ends with a code and says so in the output", async () => {
    const { compute, spec, handle } = await start([], { command: ["/usr/bin/no-such-program"] })
    const { exit } = await waitForExit(compute, spec.instanceId)
    expect(exit?.code).not.toBe(0)
    const lines = await readLogs(compute, handle)
    expect(lines.map((line) => line.text).join("\n")).toMatch(/no-such-program|No such file/)
  })

  test("output keeps its order, stream and time; tail gives the last lines", async () => {
    const { compute, spec, handle } = await start(["lines", "50"])
    await waitForExit(compute, spec.instanceId)
    const lines = await readLogs(compute, handle)
    const [stdout, stderr] = [
      lines.filter(({ stream }) => stream === "stdout"),
      lines.filter(({ stream }) => stream === "stderr"),
    ]
    expect(stdout.map((line) => line.text)).toEqual(Array.from({ length: 50 }, (_, index) => `line ${index}`))
    expect(stderr.map((line) => line.text)).toEqual(["an error"])
    expect(lines.every((line) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(line.at))).toBe(true)
    expect(await readLogs(compute, handle, { tail: 3 })).toEqual(lines.slice(-3))
    expect(await readLogs(compute, handle, { tail: 0 })).toEqual([])
  })

  test("following the output ends when the instance has ended", async () => {
    const { compute, handle } = await start(["lines", "5"])
    const lines = await readLogs(compute, handle, { follow: true })
    expect(lines).toHaveLength(6)
  })

  test("following the output ends when the reader hangs up", async () => {
    const { compute, handle } = await start(["serve"])
    const abort = new AbortController()
    const reading = readLogs(compute, handle, { follow: true, signal: abort.signal })
    abort.abort()
    await expect(reading).resolves.toBeInstanceOf(Array)
  })
}

function testEnding(start: Start): void {
  test("the exit code is kept", async () => {
    const { compute, spec } = await start(["exit", "3"])
    const { exit } = await waitForExit(compute, spec.instanceId)
    expect(exit).toMatchObject({ code: 3, signal: null, oom: false })
  })

  test("stop lets the instance end by itself", async () => {
    const { compute, spec, handle } = await start(["graceful"])
    await callInstance(handle.socket)
    await compute.stop(handle, { graceS: 30 })
    const { state, exit } = await observeOne(compute, spec.instanceId)
    expect({ state, code: exit?.code }).toEqual({ state: "exited", code: 0 })
    expect((await readLogs(compute, handle)).map((line) => line.text)).toContain("leaving")
  })

  test("stop ends an instance that does not want to, after the grace", async () => {
    const { compute, spec, handle } = await start(["stubborn"])
    await callInstance(handle.socket)
    await compute.stop(handle, { graceS: 0.2 })
    const { exit } = await observeOne(compute, spec.instanceId)
    expect(exit?.signal).toBe(9)
    await expect(callInstance(handle.socket)).rejects.toThrow()
  })

  test("an instance that eats more than its memory is ended, and it is said why", async () => {
    const { compute, spec } = await start(["hog"], { memoryMib: 64 })
    const { exit } = await waitForExit(compute, spec.instanceId)
    expect(exit).toMatchObject({ oom: true })
  })

  test("stats show what a running instance uses, and nothing for one that ended", async () => {
    const { compute, handle } = await start(["serve"], { memoryMib: 256 })
    await callInstance(handle.socket)
    const stats = await compute.stats(handle)
    expect(stats?.memoryBytes).toBeGreaterThan(1024 * 1024)
    expect(stats?.memoryBytes).toBeLessThan(256 * 1024 * 1024)
    expect(stats?.memoryLimitBytes).toBe(256 * 1024 * 1024)
    await compute.stop(handle, { graceS: 0 })
    expect(await compute.stats(handle)).toBeNull()
  })
}

function testLifetime(start: Start, made: Promise<ComputeUnderTest>): void {
  test("starting what already runs gives the same instance", async () => {
    const { compute, spec, handle } = await start(["serve"])
    expect(await compute.start(spec)).toEqual(handle)
  })

  test("starting what is just being started gives the same instance; a driver need not have that state", async () => {
    const { compute, specFor } = await made
    const spec = specFor(["serve"])
    const first = compute.start(spec)
    const isThere = async () => (await compute.observe()).some(({ instanceId }) => instanceId === spec.instanceId)
    await vi.waitUntil(isThere, { ...WAIT, interval: 1 })
    const second = await compute.start(spec)
    expect(second).toEqual(await first)
    await compute.remove(second)
  })

  test("starting what has ended runs it again, and nothing of the earlier run is left", async () => {
    const { compute, spec } = await start(["lines", "2"])
    await waitForExit(compute, spec.instanceId)
    const again = await compute.start({ ...spec, command: [...spec.command.slice(0, -2), "exit", "0"] })
    const { exit } = await waitForExit(compute, spec.instanceId)
    expect(exit?.code).toBe(0)
    expect(await readLogs(compute, again)).toEqual([])
  })

  test("remove leaves nothing and may be called again, also with a handle from the database", async () => {
    const { compute, spec, handle } = await start(["serve"])
    const stored = instanceHandleSchema.parse(JSON.parse(JSON.stringify(handle)))
    await compute.remove(stored)
    await compute.remove(stored)
    expect((await compute.observe()).map((instance) => instance.instanceId)).not.toContain(spec.instanceId)
    await expect(callInstance(handle.socket)).rejects.toThrow()
  })

  test("a missing mount is refused before anything starts", async () => {
    const { compute, specFor } = await made
    const spec = specFor(["serve"], { mounts: [{ source: "/no/such/folder", target: "/var/azureml-app/x" }] })
    await expect(compute.start(spec)).rejects.toMatchObject({ code: "compute.invalid_spec", target: "mounts" })
    expect((await compute.observe()).map((instance) => instance.instanceId)).not.toContain(spec.instanceId)
  })
}
