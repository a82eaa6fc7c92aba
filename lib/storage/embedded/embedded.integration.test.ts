import { spawn } from "node:child_process"
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import path from "node:path"

import { sql } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { z } from "zod"

import { homeAt } from "#lib/kernel/home.ts"

import { close, connect } from "../client.ts"
import { isDatabaseUnavailable } from "../pg-errors.ts"
import { parsePasswd } from "./account.ts"
import type { Account } from "./account.ts"
import { makeCheckout } from "./checkout.fixture.ts"
import type { Checkout } from "./checkout.fixture.ts"
import { startEmbedded } from "./index.ts"
import { listServerProcesses } from "./list-server-processes.ts"

const PATIENCE = { timeout: 30_000, interval: 10 }
const isRoot = process.getuid?.() === 0

/** As root, somebody ordinary to be; else whoever runs the tests is ordinary already. */
function ordinaryUser(): Account | undefined {
  return isRoot ? parsePasswd(readFileSync("/etc/passwd", "utf8")).find(({ name }) => name === "nobody") : undefined
}

interface Situation {
  readonly name: string
  readonly mode: number
  readonly user: () => Account | undefined
}

const SITUATIONS: Situation[] = [
  { name: "an ordinary user below a home of mode 700", mode: 0o700, user: ordinaryUser },
  ...(isRoot
    ? [
        { name: "root below a home of mode 700", mode: 0o700, user: () => undefined },
        { name: "root in a folder that everybody can enter", mode: 0o755, user: () => undefined },
      ]
    : []),
]

async function query(url: string, text: string): Promise<unknown[]> {
  const db = connect(url, { max: 1, applicationName: "test" })
  try {
    return Array.from(await db.execute(sql.raw(text)), (row): unknown => row)
  } finally {
    await close(db)
  }
}

describe.each(SITUATIONS)("as $name", ({ mode, user }) => {
  let checkout: Checkout
  const dataFolder = () => path.join(realpathSync(checkout.home.postgres), "data")

  beforeAll(async () => {
    checkout = await makeCheckout(mode, user())
  })
  afterAll(() => checkout.remove())

  test("a start that is killed while it makes the cluster leaves nothing that troubles the next one", async () => {
    const isMakingCluster = () => {
      const base = checkout.home.postgres
      return existsSync(base) && readdirSync(base).some((name) => existsSync(path.join(base, name, "data/global")))
    }
    await checkout.startAndDie(isMakingCluster)
    expect(existsSync(path.join(checkout.home.postgres, "data"))).toBe(false)
    const server = await checkout.start()
    expect(server.isAdopted).toBe(false)
    expect(readdirSync(checkout.home.postgres).filter((name) => name.startsWith("init-"))).toEqual([])
  })

  test("the server is ours alone: no TCP, a password in a file of mode 600, not root, and it outlives its starter", async () => {
    const { url, pid } = await checkout.start()
    expect(statSync(path.join(checkout.home.postgres, "password")).mode & 0o777).toBe(0o600)
    expect(statSync(dataFolder()).mode & 0o777).toBe(0o700)
    expect(statSync(`/proc/${pid}`).uid).not.toBe(0)
    expect(
      await query(url, "select current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync"),
    ).toEqual([{ tcp: "", fsync: "on" }])
    const sockets = new URL(url).searchParams.get("host") ?? ""
    expect(statSync(sockets).mode & 0o777).toBe(0o700)
    await expect(query(url.replace(/:[0-9a-f]{48}@/, ":wrong@"), "select 1")).rejects.toMatchObject({
      cause: { code: "28P01" },
    })
  })

  test("a running server is adopted, also by several starts at once", async () => {
    const first = await checkout.start()
    const others = await Promise.all([checkout.start(), checkout.start(), checkout.start()])
    expect(others.map(({ pid, isAdopted }) => ({ pid, isAdopted }))).toEqual(
      Array.from({ length: 3 }, () => ({ pid: first.pid, isAdopted: true })),
    )
  })

  test("starts at once of a stopped server make one server", async () => {
    await checkout.stop()
    expect(listServerProcesses(dataFolder())).toEqual([])
    const servers = await Promise.all([checkout.start(), checkout.start(), checkout.start(), checkout.start()])
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1)
    expect(servers.filter(({ isAdopted }) => !isAdopted)).toHaveLength(1)
  })

  test("after kill -9 while three backends compute, a start ends them, recovers, and keeps what was committed", async () => {
    const before = await checkout.start()
    await query(before.url, "create table if not exists kept (n int)")
    await query(before.url, "insert into kept values (1)")
    const db = connect(before.url, { max: 5, applicationName: "test", statementTimeoutMs: 0 })
    const computing = Array.from({ length: 3 }, () =>
      db.execute(sql`select count(*) as computes from generate_series(1, 1e12::bigint)`).catch(() => undefined),
    )
    const uncommitted = db.transaction(async (tx) => {
      await tx.execute(sql`insert into kept values (2)`)
      await Promise.all(computing)
    })
    const outcome = uncommitted.then(
      () => "committed",
      (error: unknown) => (isDatabaseUnavailable(error) ? "lost" : error),
    )
    let backends: number[] = []
    await vi.waitFor(async () => {
      const rows = await query(
        before.url,
        "select pid from pg_stat_activity where state = 'active' and query like '%as computes%' and pid <> pg_backend_pid()",
      )
      backends = z
        .array(z.object({ pid: z.number() }))
        .parse(rows)
        .map(({ pid }) => pid)
      expect(backends).toHaveLength(3)
    }, PATIENCE)
    process.kill(before.pid, "SIGKILL")
    await vi.waitFor(() => expect(listServerProcesses(dataFolder())).not.toContain(before.pid), PATIENCE)
    expect(listServerProcesses(dataFolder())).toEqual(expect.arrayContaining(backends))

    const after = await checkout.start()
    expect(after.isAdopted).toBe(false)
    const left = listServerProcesses(dataFolder())
    for (const pid of [before.pid, ...backends]) expect(left).not.toContain(pid)
    expect(await query(after.url, "select n from kept")).toEqual([{ n: 1 }])
    expect(await outcome).toBe("lost")
    await close(db)
  })

  test("a pid file that names a stranger does not stop a start, and the stranger is left alone", async () => {
    await checkout.stop()
    const data = dataFolder()
    const owner = statSync(data)
    // PostgreSQL itself refuses to start if the number belongs to a living process of its own user.
    const stranger = spawn("sleep", ["600"], { ...(isRoot ? { uid: owner.uid, gid: owner.gid } : {}), stdio: "ignore" })
    writeFileSync(path.join(data, "postmaster.pid"), `${stranger.pid}\n${data}\n1\n5432\n/tmp\n\n0 0\nready   \n`)
    const server = await checkout.start()
    expect(server.isAdopted).toBe(false)
    expect(server.pid).not.toBe(stranger.pid)
    expect(stranger.exitCode).toBe(null)
    stranger.kill()
  })
})

test("where npm ran no scripts, the package's links are made in place, or in a copy if it is read-only", async () => {
  const user = ordinaryUser()
  const [writable, readOnly] = await Promise.all([makeCheckout(0o700, user), makeCheckout(0o700, user)])
  const linked = (checkout: Checkout) => existsSync(path.join(checkout.packageRoot, "native/lib/libpq.so.5"))
  chmodSync(path.join(readOnly.packageRoot, "native/lib"), 0o555)
  await writable.start()
  await readOnly.start()
  expect([linked(writable), linked(readOnly)]).toEqual([true, false])
  expect(readdirSync(readOnly.home.tools)).toEqual([expect.stringMatching(/^postgresql-18/)])
  chmodSync(path.join(readOnly.packageRoot, "native/lib"), 0o755)
  await Promise.all([writable.remove(), readOnly.remove()])
})

test.runIf(isRoot)("a copied home does not share the database of the original; a moved one keeps it", async () => {
  const checkout = await makeCheckout(0o700)
  await checkout.start()
  expect(lstatSync(checkout.home.postgres).isSymbolicLink()).toBe(true)
  const copy = homeAt(path.join(checkout.root, "copy"))
  cpSync(checkout.home.root, copy.root, { recursive: true, verbatimSymlinks: true })
  await expect(startEmbedded(copy)).rejects.toThrow(`the database of ${checkout.home.root}`)
  rmSync(checkout.home.postgres)
  const moved = await startEmbedded(copy)
  expect(moved.isAdopted).toBe(true)
  renameSync(copy.postgres, checkout.home.postgres)
  await checkout.remove()
})

test.runIf(isRoot)(
  "a home that is deleted and made anew gets an empty database, and the old server stops",
  async () => {
    const checkout = await makeCheckout(0o700)
    const old = await checkout.start()
    const oldBase = realpathSync(checkout.home.postgres)
    rmSync(checkout.home.root, { recursive: true })
    const server = await checkout.start()
    expect(server.isAdopted).toBe(false)
    await vi.waitFor(() => expect(listServerProcesses(path.join(oldBase, "data"))).not.toContain(old.pid), PATIENCE)
    expect(existsSync(path.join(oldBase, "data"))).toBe(true)
    rmSync(oldBase, { recursive: true })
    await checkout.remove()
  },
)
