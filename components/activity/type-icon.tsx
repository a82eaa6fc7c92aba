import { Box, Boxes, FileCode, FlaskConical, KeyRound, Package, Split, Waypoints } from "lucide-react"

const ICONS = {
  "endpoint.test": FlaskConical,
  "endpoint.regenerateKeys": KeyRound,
  endpoint: Waypoints,
  deployment: Boxes,
  traffic: Split,
  model: Box,
  environment: Package,
  code: FileCode,
} as const

/** What kind of thing a change is about, beside words that say it. */
export function TypeIcon({ action }: { readonly action: string }) {
  const [type] = action.split(".")
  const find = (wanted: string | undefined) => Object.entries(ICONS).find(([name]) => name === wanted)?.[1]
  const Icon = find(action) ?? find(type) ?? Box
  return <Icon aria-hidden className="size-4 shrink-0 text-fg-2" />
}
