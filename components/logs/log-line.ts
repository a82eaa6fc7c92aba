/** How much a line matters, most first. `other` says nothing of itself: the output of tools, what continues a line. */
export const LEVELS = ["error", "warn", "info", "debug", "other"] as const
export type Level = (typeof LEVELS)[number]

/** What lines can be opened: the instances of a deployment, or the build of its environment. */
export const CONTAINERS = ["inference-server", "storage-initializer"] as const
export type Container = (typeof CONTAINERS)[number]

/** One line as pages show it. */
export interface LogLine {
  /** Its number among the lines on the page. They follow on each other, and a line keeps its number. */
  readonly n: number
  /** ISO 8601. */
  readonly at: string
  /** As it was written, colours included. */
  readonly text: string
  /** What is read and searched. */
  readonly plain: string
  readonly level: Level
  /** Whose line it is, where there are several instances. */
  readonly instance: string | null
  /** The scoring request that wrote it. */
  readonly requestId: string | null
  /** `instance`: from here on an instance speaks. `gap`: lines before this one may be missing. */
  readonly kind: "line" | "instance" | "gap"
}
