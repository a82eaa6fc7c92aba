import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import path from "node:path"

import { afterAll, describe, expect, test, vi } from "vitest"

import { callInstance, observeOne, readLogs, waitForExit } from "../compute-contract.ts"
import { localUnderTest } from "../fixtures/local-under-test.ts"
import { findTestSandbox } from "../fixtures/test-tools.ts"
import { instanceHandleSchema } from "../schema.ts"
import type { InstanceHandle } from "../schema.ts"
import { readInstanceFolder } from "./instance-folder.ts"
import { createLocalCompute } from "./local-compute.ts"

const WAIT = { timeout: 30_000, interval: 50 }
const SPAWNER = path.join(import.meta.dirname, "../fixtures/start-and-wait.ts")

/** The processes of this machine whose command line holds `mark`. */
function processesWith(mark: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(mark)
    } catch {
      return false
    }
  })
}

function killHard(pid: number): void {
  process.kill(pid, "SIGKILL")
}

const withoutSandbox = { machine: { sandbox: { tool: null, reason: "For this test." }, controlGroups: null } } as const
const hasSandbox = (await findTestSandbox()).tool !== null

describe.each([
  { kind: "in a sandbox", options: {}, skip: !hasSandbox },
  { kind: "without a sandbox", options: withoutSandbox, skip: false },
])("$kind", async ({ options, skip }) => {
  const made = await localUnderTest(options)
  const { compute, specFor, home } = made
  const handles: InstanceHandle[] = []

  async function start(words: readonly string[]) {
    const spec = specFor(words)
    const handle = await compute.start(spec)
    handles.push(handle)
    return { spec, handle }
  }

  afterAll(async () => {
    for (const handle of handles) await compute.remove(handle)
    await made.cleanUp()
  })

  test.skipIf(skip)("an instance outlives the killed process that started it, and another one adopts it", async () => {
    const spec = specFor(["serve"])
    const controller = spawn(process.execPath, [SPAWNER, home.root, JSON.stringify(spec)], { detached: true })
    const [line] = await once(controller.stdout, "data")
    const handle = instanceHandleSchema.parse(JSON.parse(String(line)))
    handles.push(handle)
    // The whole process group: what a terminal or a service manager would take down with it.
    process.kill(-(controller.pid ?? 0), "SIGKILL")
    await once(controller, "exit")
    const adopting = createLocalCompute(home, options)
    const observed = await observeOne(adopting, spec.instanceId)
    expect(observed).toMatchObject({ state: "running", handle })
    await expect(callInstance(observed.socket)).resolves.toContain("path")
    await adopting.stop(handle, { graceS: 5 })
    expect((await observeOne(adopting, spec.instanceId)).state).toBe("exited")
  })

  test.skipIf(skip)("an instance that is stopped while it is being started is ended once it is there", async () => {
    const mark = `mark-early-${process.pid}-${kindOf(skip, options)}`
    const spec = specFor(["serve", mark])
    const start = Promise.allSettled([compute.start(spec)])
    const early = await vi.waitUntil(
      async () => (await compute.observe()).find((one) => one.instanceId === spec.instanceId),
      { timeout: 30_000, interval: 1 },
    )
    handles.push(early.handle)
    expect([early.state, early.handle.pid]).toEqual(["starting", 0])
    await compute.stop(early.handle, { graceS: 5 })
    expect(processesWith(mark)).toEqual([])
    await start
  })

  test.skipIf(skip)(
    "the command killed from outside ends the instance with its signal, and leaves no process",
    async () => {
      const mark = `mark-child-${process.pid}-${kindOf(skip, options)}`
      const { spec, handle } = await start(["serve", mark])
      await callInstance(handle.socket)
      const { started } = await readInstanceFolder(handle.folder, 0)
      killHard(started?.child_pid ?? 0)
      const { exit } = await waitForExit(compute, spec.instanceId)
      expect(exit).toMatchObject({ code: null, signal: 9, oom: false })
      await expect.poll(() => processesWith(mark), WAIT).toEqual([])
    },
  )

  test.skipIf(skip)(
    "a killed shim takes its instance with it; the instance is lost, and can be removed and started again",
    async () => {
      const mark = `mark-shim-${process.pid}-${kindOf(skip, options)}`
      const { spec, handle } = await start(["serve", mark])
      await callInstance(handle.socket)
      killHard(handle.pid)
      await expect.poll(() => processesWith(mark), WAIT).toEqual([])
      const observed = await observeOne(compute, spec.instanceId)
      expect(observed.state).toBe("lost")
      expect(observed.conditions.map((condition) => condition.reason)).toContain("ShimGone")
      const again = await compute.start(spec)
      handles.push(again)
      await expect(callInstance(again.socket)).resolves.toContain("path")
      await compute.remove(again)
      expect(existsSync(handle.folder)).toBe(false)
    },
  )

  test.skipIf(skip)(
    "an end that cannot be written down, as on a full disk, frees sockets and groups all the same",
    async () => {
      const { spec, handle } = await start(["serve"])
      await callInstance(handle.socket)
      const { started } = await readInstanceFolder(handle.folder, 0)
      mkdirSync(path.join(handle.folder, "exit.json.draft"))
      await compute.stop(handle, { graceS: 0 })
      const held = [handle.socket, handle.controlSocket, ...(started?.control_groups ?? [])]
      expect(held.filter((file) => existsSync(file))).toEqual([])
      expect((await observeOne(compute, spec.instanceId)).state).toBe("lost")
      expect(processesWith(spec.instanceId)).toEqual([])
    },
  )

  test.skipIf(skip)("stop ends grandchildren that left the session and ignore signals", async () => {
    const mark = `mark-family-${process.pid}-${kindOf(skip, options)}`
    const { handle } = await start(["family", mark])
    await callInstance(handle.socket)
    expect(processesWith(mark).length).toBeGreaterThan(1)
    await compute.stop(handle, { graceS: 0.1 })
    expect(processesWith(mark)).toEqual([])
  })

  test.skipIf(skip)("remove ends grandchildren whose shim was killed", async () => {
    const mark = `mark-orphan-${process.pid}-${kindOf(skip, options)}`
    const { handle } = await start(["family", mark])
    await callInstance(handle.socket)
    killHard(handle.pid)
    await compute.remove(handle)
    expect(processesWith(mark)).toEqual([])
  })

  test.skipIf(skip)("a shim that hangs is killed by stop, and its instance with it", async () => {
    const mark = `mark-hang-${process.pid}-${kindOf(skip, options)}`
    const { handle } = await start(["serve", mark])
    process.kill(handle.pid, "SIGSTOP")
    await compute.stop(handle, { graceS: 0 })
    expect(processesWith(mark)).toEqual([])
  })

  test.skipIf(skip)("files that an earlier run or somebody else left do not hinder a start", async () => {
    const spec = specFor(["serve"])
    const folder = path.join(home.instances, spec.instanceId)
    mkdirSync(folder, { recursive: true })
    mkdirSync(home.sockets, { recursive: true, mode: 0o700 })
    const victim = path.join(home.root, "victim")
    writeFileSync(victim, "untouched")
    symlinkSync(victim, path.join(home.sockets, `${spec.instanceId}.s`))
    writeFileSync(path.join(home.sockets, `${spec.instanceId}.c`), "")
    for (const name of ["spec.json", "shim.json", "exit.json"]) writeFileSync(path.join(folder, name), "{ not json")
    const handle = await compute.start(spec)
    handles.push(handle)
    await expect(callInstance(handle.socket)).resolves.toContain("path")
    expect(readFileSync(victim, "utf8")).toBe("untouched")
  })

  test.skipIf(skip)(
    "a start whose controller was killed before the shim was there is begun anew, not refused",
    async () => {
      const { spec, handle } = await start(["serve"])
      const text = readFileSync(path.join(handle.folder, "spec.json"), "utf8")
      await compute.remove(handle)
      mkdirSync(handle.folder)
      writeFileSync(path.join(handle.folder, "spec.json"), text)
      // Half a second before it counts as one that never will start.
      const writtenAt = Date.now() / 1000 - 29.5
      utimesSync(path.join(handle.folder, "spec.json"), writtenAt, writtenAt)
      expect((await observeOne(compute, spec.instanceId)).state).toBe("starting")
      const again = await compute.start(spec)
      handles.push(again)
      expect((await observeOne(compute, spec.instanceId)).state).toBe("running")
    },
  )

  test.skipIf(skip)("what never started, or whose files are broken, is lost and can be removed", async () => {
    const { spec, handle } = await start(["serve"])
    writeFileSync(path.join(handle.folder, "spec.json"), "{ not json")
    const broken = await observeOne(compute, spec.instanceId)
    expect(broken).toMatchObject({ state: "lost", owner: null })
    await compute.remove(broken.handle)
    expect([handle.folder, handle.socket].filter((file) => existsSync(file))).toEqual([])
    expect(processesWith(spec.instanceId)).toEqual([])
  })

  test.skipIf(skip)("what does not answer to the nonce is not adopted", async () => {
    const { spec, handle } = await start(["serve"])
    const file = path.join(handle.folder, "spec.json")
    const text = readFileSync(file, "utf8")
    writeFileSync(file, text.replace(handle.nonce, "another-nonce"))
    const observed = await observeOne(compute, spec.instanceId)
    expect(observed.state).toBe("lost")
    expect(observed.conditions.map((condition) => condition.reason)).toContain("NotOurs")
    expect(await compute.stats({ ...handle, nonce: "another-nonce" })).toBeNull()
    writeFileSync(file, text)
    expect((await observeOne(compute, spec.instanceId)).state).toBe("running")
  })

  test.skipIf(skip)("another boot, another start time or another pid is not adopted", async () => {
    const { spec, handle } = await start(["serve"])
    const file = path.join(handle.folder, "shim.json")
    const text = readFileSync(file, "utf8")
    const wrong = [
      text.replace(handle.bootId, "00000000-0000-4000-8000-000000000000"),
      text.replace(`"start_time": ${handle.startTime}`, `"start_time": ${handle.startTime + 1}`),
      text.replace(`"pid": ${handle.pid}`, `"pid": ${process.pid}`),
    ]
    for (const changed of wrong) {
      writeFileSync(file, changed)
      expect((await observeOne(compute, spec.instanceId)).state).toBe("lost")
    }
    writeFileSync(file, text)
    expect((await observeOne(compute, spec.instanceId)).state).toBe("running")
  })

  test.skipIf(skip)("nonsense on the control socket or the phase pipe disturbs nothing", async () => {
    const { spec, handle } = await start(["nonsense"])
    const stop = (grace: string) => `{"op":"stop","nonce":"${handle.nonce}","grace_s":${grace}}\n`
    const lines = [
      "\n",
      "not json\n",
      "[]\n",
      "7\n",
      `${"[".repeat(4000)}\n`,
      "x".repeat(100_000),
      stop(`1${"0".repeat(400)}`),
    ]
    for (const line of [...lines, stop('"soon"'), stop("null"), '{"op":"stop","nonce":"wrong","grace_s":0}\n']) {
      const socket = connect(handle.controlSocket)
      socket.on("error", () => undefined)
      socket.end(line)
      // Not `once`, which a connection reset by the shim would make fail.
      await new Promise((resolve) => socket.resume().once("close", resolve))
    }
    await callInstance(handle.socket)
    await expect
      .poll(() => observeOne(compute, spec.instanceId), WAIT)
      .toMatchObject({ state: "running", phases: [{ phase: "serving" }] })
  })

  test.skipIf(skip)("the machine keeps nothing of a removed instance", async () => {
    const { spec, handle } = await start(["serve"])
    const { started } = await readInstanceFolder(handle.folder, 0)
    await compute.remove(handle)
    const kept = [handle.folder, handle.socket, handle.controlSocket, ...(started?.control_groups ?? [])]
    expect(kept.filter((file) => existsSync(file))).toEqual([])
    expect(readFileSync("/proc/self/mountinfo", "utf8")).not.toContain(spec.instanceId)
    expect(processesWith(spec.instanceId)).toEqual([])
  })
})

function kindOf(skip: boolean, options: object): string {
  return `${String(skip)}-${Object.keys(options).length}`
}

describe("limits", async () => {
  const made = await localUnderTest({ logSegmentBytes: 4096, logSegments: 3 })
  const polled = await localUnderTest({ machine: { controlGroups: null } })
  const orphaned = await localUnderTest({ controllerGraceS: 1 })
  afterAll(async () => {
    await made.cleanUp()
    await polled.cleanUp()
    await orphaned.cleanUp()
  })

  test("output is kept in so many segments of so many bytes, the newest of it", async () => {
    const spec = made.specFor(["lines", "2000"])
    const handle = await made.compute.start(spec)
    await waitForExit(made.compute, spec.instanceId)
    const files = readdirSync(path.join(handle.folder, "logs"))
    expect(files).toHaveLength(3)
    const lines = await readLogs(made.compute, handle)
    expect(lines.length).toBeLessThan(400)
    expect(lines.filter((line) => line.stream === "stdout").at(-1)?.text).toBe("line 1999")
    await made.compute.remove(handle)
  })

  test("following goes on through rotated segments", async () => {
    const spec = made.specFor(["lines", "300"])
    const handle = await made.compute.start(spec)
    const lines = await readLogs(made.compute, handle, { follow: true })
    expect(lines.at(-1)?.text).toMatch(/^(line 299|an error)$/)
    await made.compute.remove(handle)
  })

  test("without control groups memory is measured: a hog is ended, and the instance says how it is held", async () => {
    const spec = polled.specFor(["hog"], { memoryMib: 64 })
    const handle = await polled.compute.start(spec)
    const { exit, conditions } = await waitForExit(polled.compute, spec.instanceId)
    expect(exit).toMatchObject({ oom: true, signal: 9 })
    expect(conditions.map((condition) => `${condition.type}/${condition.reason}`)).toContain("MemoryLimit/Polled")
    await polled.compute.remove(handle)
  })

  test.skipIf(!hasSandbox)("what is written to /tmp counts as memory, or is refused", async () => {
    for (const { compute, specFor } of [made, polled]) {
      const spec = specFor(["fill"], { memoryMib: 64 })
      const handle = await compute.start(spec)
      const { exit } = await waitForExit(compute, spec.instanceId)
      expect(exit?.oom === true || exit?.code === 1).toBe(true)
      await compute.remove(handle)
    }
  })

  test("an instance that no controller asks for ends itself", async () => {
    const spec = orphaned.specFor(["serve"])
    const handle = await orphaned.compute.start(spec)
    // Waits without observing: to observe is to ask.
    await expect.poll(() => existsSync(path.join(handle.folder, "exit.json")), WAIT).toBe(true)
    expect((await observeOne(orphaned.compute, spec.instanceId)).exit?.signal).toBe(15)
    await orphaned.compute.remove(handle)
  })

  test("a shim that does not start in time is ended, and leaves nothing that runs or is taken for an instance", async () => {
    const python = path.join(made.home.root, "slow-python")
    writeFileSync(python, "#!/bin/sh\nsleep 86399.25 &\nwait\n", { mode: 0o755 })
    const slow = await localUnderTest({ startTimeoutMs: 300, machine: { python } })
    const spec = slow.specFor(["serve"])
    await expect(slow.compute.start(spec)).rejects.toMatchObject({ code: "compute.start_failed" })
    expect([...processesWith(spec.instanceId), ...processesWith("86399.25")]).toEqual([])
    expect(await slow.compute.observe()).toEqual([])
    await slow.cleanUp()
  })

  test("the environment of this process reaches no instance", async () => {
    const spec = made.specFor(["serve"])
    const handle = await made.compute.start(spec)
    const answer: unknown = JSON.parse(await callInstance(handle.socket))
    expect(answer).toMatchObject({ environment: expect.not.objectContaining({ VITEST: expect.anything() }) })
    await made.compute.remove(handle)
  })

  test.skipIf(!hasSandbox)("no secret of the environment stands on a command line", async () => {
    const spec = made.specFor(["serve"], { env: { API_KEY: "very-secret-value" } })
    const handle = await made.compute.start(spec)
    await callInstance(handle.socket)
    expect(execFileSync("ps", ["-eww", "-o", "args"], { encoding: "utf8" })).not.toContain("very-secret-value")
    await made.compute.remove(handle)
  })
})
