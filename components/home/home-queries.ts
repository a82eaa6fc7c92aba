import { activityQuery } from "#components/data/activity-queries.ts"

/** How many changes the start page shows. */
export const RECENT_CHANGES = 8
const RUNNING_CHANGES = 20

/** What is under way. */
export const runningQuery = (workspace: string) => activityQuery(workspace, { result: "InProgress" }, RUNNING_CHANGES)

/** Whether anybody has tried an endpoint from its page. */
export const testsQuery = (workspace: string) => activityQuery(workspace, { type: "test" }, 1)
