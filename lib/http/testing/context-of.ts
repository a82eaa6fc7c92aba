import { sql } from "drizzle-orm"

import { ROLE_ACTIONS } from "#lib/identity/index.ts"
import type { Context, Role } from "#lib/identity/index.ts"

import type { ApiFixture } from "./create-api-fixture.ts"

/** The context of somebody of a role in a workspace of the fixture, for tests that call acts beside the API. */
export async function contextOf(
  { services }: Pick<ApiFixture, "services">,
  { workspace = "default", role = "Operator" }: { workspace?: string; role?: Role } = {},
): Promise<Context> {
  const { db, clock, vault } = services
  const rows = await db.execute(sql`select id from workspaces where name = ${workspace}`)
  const caller = { kind: "user" as const, id: "usr_test", name: `${role}@example.com`, actions: ROLE_ACTIONS[role] }
  return { db, clock, vault, workspaceId: String(rows[0]?.["id"]), caller }
}
