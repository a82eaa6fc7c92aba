import type { LucideIcon } from "lucide-react"

/** Groups of the palette, in the order in which they are shown. */
export const COMMAND_GROUPS = [
  "current",
  "recent",
  "pages",
  "endpoints",
  "deployments",
  "create",
  "workspaces",
  "settings",
  "docs",
] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** Something that can be done from anywhere by its name. */
export interface Command {
  /** Stays the same between visits, so that it can be remembered. */
  readonly id: string
  readonly group: CommandGroup
  readonly label: string
  readonly icon: LucideIcon
  /** Beside the label: what it belongs to. */
  readonly aside?: string
  readonly words?: string
  /** Its shortcut, as on the sheet. */
  readonly keys?: string
  readonly run: () => void
}
