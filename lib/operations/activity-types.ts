/** What a change is about: the first part of its action. Tests change nothing, so they are listed only when they are asked for. */
export const ACTIVITY_TYPES = [
  "endpoint",
  "deployment",
  "traffic",
  "model",
  "environment",
  "code",
  "member",
  "token",
  "workspace",
  "test",
] as const
export type ActivityType = (typeof ACTIVITY_TYPES)[number]
