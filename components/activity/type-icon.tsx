import { Box, Boxes, FileCode, FlaskConical, KeyRound, LayoutGrid, Package, Split, User, Waypoints } from "lucide-react"
import type { LucideIcon } from "lucide-react"

const ICONS: Readonly<Partial<Record<string, LucideIcon>>> = {
  "endpoint.test": FlaskConical,
  "endpoint.regenerateKeys": KeyRound,
  endpoint: Waypoints,
  deployment: Boxes,
  traffic: Split,
  model: Box,
  environment: Package,
  code: FileCode,
  member: User,
  token: KeyRound,
  workspace: LayoutGrid,
}

/** What kind of thing a change is about, beside words that say it. */
export function TypeIcon({ action }: { readonly action: string }) {
  const [type = ""] = action.split(".")
  const Icon = ICONS[action] ?? ICONS[type] ?? Box
  return <Icon aria-hidden className="size-4 shrink-0 text-fg-2" />
}
