import { readFileSync } from "node:fs"

import { sql } from "drizzle-orm"
import { expect } from "vitest"
import { z } from "zod"

import { homeAt } from "#lib/kernel/home.ts"
import { sha256Hex } from "#lib/kernel/json.ts"
import type { Database } from "#lib/storage/index.ts"

import type { Installation } from "../installation.ts"
import type { RequestStep } from "./case-schema.ts"
import { PLACE, send } from "./caller.ts"

export interface Seeded {
  /** By caller; `nobody` has none. */
  readonly tokens: Readonly<Record<string, string>>
  /** What `{{...}}` stands for. */
  readonly values: Record<string, string>
}

const PASSWORD = "correct horse battery"
const SCRIPT = "def init():\n    pass\n\n\ndef run(data):\n    return data\n"
const MISSING = "not sent yet"
const OTHER = "/api/v1/workspaces/other"
// An image alone is a valid environment that local compute refuses at once: the deployments end Failed and start nothing.
const IMAGE = "mcr.microsoft.com/azureml/minimal-ubuntu22.04-py311-cpu-inference:latest"

const fields = z.record(z.string(), z.unknown())

/** People, tokens and resources that the cases speak of. */
export async function seed(caudal: Installation, db: Database): Promise<Seeded> {
  const owner = readFileSync(homeAt(caudal.home).cliTokenFile, "utf8").trim()

  async function must(step: Partial<RequestStep>, token = owner): Promise<Record<string, string>> {
    const answer = await send(caudal.studioUrl, { headers: {}, ...step }, { token, fill: (text) => text })
    expect(answer.status, `${JSON.stringify(step)} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    const parsed = Object.entries(fields.safeParse(answer.body).data ?? {})
    const operation = answer.headers.get("x-caudal-operation")
    return { ...Object.fromEntries(parsed.map(([key, value]) => [key, String(value)])), operation: operation ?? "" }
  }

  async function upload(workspace: string, content: string, isSent = true): Promise<{ id: string; tree: string }> {
    const digest = sha256Hex(content)
    const name = isSent ? "score.py" : "open.txt"
    const body = { files: [{ path: name, size: content.length, sha256: digest }] }
    const { id = "", tree = "" } = await must({ post: `${workspace}/uploads`, body })
    if (!isSent) return { id, tree }
    const headers = { "upload-offset": "0" }
    await must({ put: `${workspace}/uploads/${id}/blobs/${digest}`, text: content, headers })
    await must({ post: `${workspace}/uploads/${id}/complete` })
    return { id, tree }
  }

  await must({ post: "/api/v1/workspaces", body: { name: "other" } })
  const { tree } = await upload(PLACE, SCRIPT)
  const theirs = await upload(OTHER, `${SCRIPT}# theirs\n`)
  const open = await upload(PLACE, MISSING, false)
  const expired = await upload(PLACE, "too late", false)
  await db.execute(sql`update uploads set expires_at = now() - interval '1 hour' where id = ${expired.id}`)
  const path = `caudal://trees/${tree}/src/`
  await must({ put: "/models/known/versions/1", body: { path } })
  await must({ put: "/codes/known/versions/1", body: { path } })
  await must({ put: "/models/hidden/versions/1", body: { path } })
  await must({ post: "/models/hidden/versions/1/archive" })
  await must({ put: "/environments/known/versions/1", body: { image: IMAGE } })
  await must({ put: `${OTHER}/models/theirs/versions/1`, body: { path: `caudal://trees/${theirs.tree}/src/` } })
  const other = await must({ put: `${OTHER}/online-endpoints/theirs`, body: {} })
  const main = await must({ put: "/online-endpoints/main?wait=30", body: {} })
  for (const name of ["blue", "green"]) {
    const code_configuration = { code: "azureml:known:1", scoring_script: "score.py" }
    await must({
      put: `/online-endpoints/main/deployments/${name}`,
      body: { code_configuration, environment: "azureml:known:1" },
    })
  }
  const theirUpload = await upload(OTHER, "theirs, not sent", false)

  const member = { role: "Operator", password: PASSWORD }
  await must({ put: "/members/operator@example.com", body: member })
  const login = { email: "operator@example.com", password: PASSWORD }
  const { token: operator = "" } = await must({ post: "/api/v1/login", body: login })
  const issue = async (body: object, by = operator) =>
    await must({ post: "/api/v1/tokens", body: { name: "x", ...body } }, by)
  const revoked = await issue({})
  await must({ delete: `/api/v1/tokens/${revoked["id"]}` }, operator)
  const past = await issue({ expires_in_days: 1 })
  await db.execute(sql`update tokens set expires_at = now() - interval '1 hour' where id = ${past["id"]}`)
  const reader = await issue({ workspace: "default", actions: ["endpoints/read"] })
  const elsewhere = await issue({ workspace: "other" }, owner)

  const text = (value: string | undefined) => value ?? ""
  return {
    tokens: {
      owner,
      operator,
      revoked: text(revoked["token"]),
      expired: text(past["token"]),
      reader: text(reader["token"]),
      elsewhere: text(elsewhere["token"]),
    },
    values: {
      tree,
      zeros: "0".repeat(64),
      theirs: theirs.tree,
      upload: open.id,
      blob: sha256Hex(MISSING),
      expiredUpload: expired.id,
      theirUpload: theirUpload.id,
      theirOperation: text(other["operation"]),
      settled: text(main["operation"]),
    },
  }
}
