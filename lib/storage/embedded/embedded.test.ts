import { expect, test } from "vitest"

import { parsePasswd } from "./account.ts"
import { parseLsof } from "./list-server-processes.ts"
import { parsePostmaster } from "./postmaster.ts"

test("a passwd file is read by its fields; comments and NIS lines are left out", () => {
  const text =
    "root:x:0:0:root:/root:/bin/bash\n# comment\n+nis\npostgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash\n"
  expect(parsePasswd(text)).toEqual([
    { name: "root", uid: 0, gid: 0 },
    { name: "postgres", uid: 101, gid: 104 },
  ])
})

test("a pid file counts only when the server has written all of it", () => {
  const lines = ["4711", "/data", "1795412155", "5432", "/sockets", "", "  5432001    32769", "ready   ", ""]
  expect(parsePostmaster(lines.join("\n"))).toEqual({
    pid: 4711,
    data: "/data",
    startedAt: 1795412155,
    sockets: "/sockets",
    status: "ready",
  })
  for (let length = 0; length < 8; length++) expect(parsePostmaster(lines.slice(0, length).join("\n"))).toBe(undefined)
  expect(parsePostmaster("garbage")).toBe(undefined)
})

test("processes are found by the folder they work in", () => {
  const text = "p100\nfcwd\nn/other\np200\nfcwd\nn/data\np300\nfcwd\nn/data/base\np400\nfcwd\nn/data\n"
  expect(parseLsof(text, "/data")).toEqual([200, 400])
})
