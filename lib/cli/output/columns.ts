import type { Column } from "./render-table.ts"

function plain(title: string, key: string): Column {
  return { title, value: (row) => row[key] }
}

function traffic(value: unknown): string {
  if (value === null || typeof value !== "object") return ""
  return Object.entries(value)
    .map(([name, percent]) => `${name}=${percent}`)
    .join(" ")
}

/** How many of a deployment's instances are ready, of how many wanted. */
function instances(row: Readonly<Record<string, unknown>>): string {
  const all: readonly unknown[] = Array.isArray(row["instances"]) ? row["instances"] : []
  const ready = all.filter((one) => one !== null && typeof one === "object" && "phase" in one && one.phase === "Ready")
  const wanted = row["instance_count"]
  return `${ready.length}/${typeof wanted === "number" ? wanted : "?"}`
}

/** What tables show of each kind of resource. */
export const ENDPOINT_COLUMNS: readonly Column[] = [
  plain("Name", "name"),
  plain("State", "provisioning_state"),
  { title: "Traffic", value: (row) => traffic(row["traffic"]) },
  plain("Auth", "auth_mode"),
  plain("ScoringUri", "scoring_uri"),
]
export const DEPLOYMENT_COLUMNS: readonly Column[] = [
  plain("Name", "name"),
  plain("State", "provisioning_state"),
  plain("Health", "health"),
  { title: "Instances", value: instances },
  plain("Model", "model"),
  plain("InstanceType", "instance_type"),
]
/** Of what was deleted and can be restored. */
export const DELETED_COLUMNS: readonly Column[] = [
  plain("Name", "name"),
  plain("DeletedAt", "deleted_at"),
  plain("By", "deleted_by"),
  plain("RestorableUntil", "purge_at"),
  {
    title: "Deployments",
    value: ({ deployments }) => (Array.isArray(deployments) ? deployments.join(" ") : ""),
  },
]
export const TRAFFIC_COLUMNS: readonly Column[] = [
  plain("Number", "number"),
  { title: "Traffic", value: (row) => traffic(row["traffic"]) },
  plain("Reason", "reason"),
  plain("CopiedFrom", "copied_from"),
  plain("By", "created_by"),
  plain("CreatedAt", "created_at"),
]
export const ASSET_COLUMNS: readonly Column[] = [
  plain("Name", "name"),
  plain("Version", "version"),
  plain("Description", "description"),
  plain("Archived", "is_archived"),
  plain("CreatedAt", "created_at"),
]
export const OPERATION_COLUMNS: readonly Column[] = [
  plain("Id", "id"),
  plain("Kind", "kind"),
  plain("Status", "status"),
  {
    title: "Target",
    value: ({ target }) => (target !== null && typeof target === "object" && "name" in target ? target.name : ""),
  },
  plain("By", "created_by"),
  plain("StartedAt", "created_at"),
]
export const EVENT_COLUMNS: readonly Column[] = [
  plain("At", "at"),
  plain("Who", "actor"),
  plain("Action", "action"),
  {
    title: "Target",
    value: ({ target }) => (target !== null && typeof target === "object" && "name" in target ? target.name : ""),
  },
  plain("Result", "result"),
  plain("Message", "message"),
]
