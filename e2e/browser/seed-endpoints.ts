import { sql } from "drizzle-orm"

import type { Installation } from "../installation.ts"
import { withDatabase } from "../look-inside.ts"

/**
 * Makes `count` more endpoints with two deployments each, as rows: copies of the endpoint `diabetes`, whose last change
 * failed, so that nothing is started for them.
 */
export async function seedEndpoints(caudal: Installation, count: number): Promise<void> {
  await withDatabase(caudal, async (db) => {
    await db.execute(sql`
      insert into endpoints (id, workspace_id, kind, name, description, tags, properties, auth_mode, identity,
                             public_network_access, traffic, revision, provisioning_state, created_by)
      select 'end_seed' || n, workspace_id, kind, 'seed-' || n, description, tags, properties, auth_mode, identity,
             public_network_access, '{"blue": 90, "green": 10}', revision, provisioning_state, created_by
        from endpoints, generate_series(1, ${count}) n
       where name = 'diabetes' and deleted_at is null`)
    await db.execute(sql`
      insert into deployments (id, workspace_id, endpoint_id, name, generation, failed_generation, provisioning_state,
                               health, conditions, failure, created_by)
      select 'dep_seed' || d.name || n, d.workspace_id, 'end_seed' || n, d.name, 1, 1, 'Failed', 'Unhealthy', '[]',
             '{"code": "ImageBuildFailure", "message": "Seeded.", "phase": "environment", "generation": 1, "log": []}',
             d.created_by
        from deployments d join endpoints e on e.id = d.endpoint_id, generate_series(1, ${count}) n
       where e.name = 'diabetes' and e.deleted_at is null and d.deleted_at is null`)
    await db.execute(sql`
      insert into deployment_revisions (id, workspace_id, deployment_id, generation, spec, template_hash, created_by)
      select 'rev_seed' || d.name || n, r.workspace_id, 'dep_seed' || d.name || n, 1, r.spec, r.template_hash, r.created_by
        from deployment_revisions r
        join deployments d on d.id = r.deployment_id and d.generation = r.generation
        join endpoints e on e.id = d.endpoint_id, generate_series(1, ${count}) n
       where e.name = 'diabetes' and e.deleted_at is null and d.deleted_at is null`)
  })
}
