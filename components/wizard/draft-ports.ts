import { ApiError } from "#components/data/api-error.ts"
import { sendJson } from "#components/data/send-json.ts"
import type { DraftKind, DraftView } from "#lib/drafts/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { KeeperPorts, Snapshot, WriteResult } from "./draft-keeper.ts"

interface DraftPlace {
  readonly workspace: string
  /** Whose draft it is: in one browser several people may sign in. */
  readonly user: string
  readonly kind: DraftKind
  /** Of the payload's shape. */
  readonly schemaVersion: number
  /** Names the form where it has no draft on the server yet. */
  readonly scope: string
  readonly onCreated: (id: string) => void
}

/** The studio's API and the browser's storage, as a keeper of drafts needs them. */
export function draftPorts({ workspace, user, kind, schemaVersion, scope, onCreated }: DraftPlace): KeeperPorts {
  return {
    write: async ({ title, payload, step }, base, { isForced, isLast }) => {
      const change = { title, payload, schema_version: schemaVersion, step }
      try {
        const { body } = base
          ? await sendJson<DraftView>("PUT", fillPath(apiPaths.draft, { workspace, draft: base.id }), {
              body: change,
              isKeptAlive: isLast,
              ...(isForced ? {} : { ifMatch: base.revision }),
            })
          : await sendJson<DraftView>("POST", fillPath(apiPaths.drafts, { workspace }), {
              body: { ...change, kind },
              isKeptAlive: isLast,
            })
        return { kind: "saved", draft: { id: body.id, revision: body.revision } }
      } catch (error) {
        return resultOf(error)
      }
    },
    mirror: (snapshot, saved, unsure) =>
      writeMirror(
        mirrorKey({ workspace, user, draft: saved?.id ?? scope }),
        snapshot && { ...snapshot, baseRevision: saved?.revision ?? null, unsure },
      ),
    onCreated,
    nowMs: () => Date.now(),
    later: (run, ms) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  }
}

function resultOf(error: unknown): WriteResult {
  if (!(error instanceof ApiError) || error.isPassing) return { kind: "unreachable" }
  if (error.status === 412) return { kind: "conflict" }
  return { kind: error.status === 404 ? "gone" : "refused" }
}

/** What this browser keeps until the server has it. */
interface Mirrored extends Snapshot {
  /** The revision of the draft that it was typed over; null if there was none. */
  readonly baseRevision: number | null
  /** What was sent before it without an answer. */
  readonly unsure: Snapshot | null
}

/** Where this browser keeps what the server does not have yet: of each person apart. */
export function mirrorKey({
  workspace,
  user,
  draft,
}: Readonly<Record<"workspace" | "user" | "draft", string>>): string {
  return `caudal-draft:${user}:${workspace}:${draft}`
}

function writeMirror(key: string, mirrored: Mirrored | null): void {
  try {
    if (mirrored === null) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(mirrored))
  } catch {
    // Full or switched off: the server's copy is then the only one.
  }
}

/** What an earlier visit typed and the server never got; null if there is nothing. */
export function readMirror(key: string): Mirrored | null {
  try {
    const text = localStorage.getItem(key)
    if (text === null) return null
    const { title, payload, step, baseRevision = null, unsure = null }: Partial<Mirrored> = JSON.parse(text)
    if (typeof title !== "string" || typeof step !== "string" || typeof payload !== "object") return null
    return { title, payload, step, baseRevision, unsure }
  } catch {
    return null
  }
}
