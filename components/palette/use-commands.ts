"use client"

import { useParams } from "next/navigation"

import { useViewer } from "#components/identity/viewer.tsx"

import type { Command } from "./command.ts"
import { useEndpointCommands } from "./use-endpoint-commands.ts"
import { useNamedCommands } from "./use-named-commands.ts"
import { usePageCommands } from "./use-page-commands.ts"
import { useSettingCommands } from "./use-setting-commands.ts"

/** Everything that this person can go to or do from this page. */
export function useCommands(): readonly Command[] {
  const { workspace } = useViewer()
  const { endpoint: escaped } = useParams<{ endpoint?: string }>()
  const endpoint = escaped === undefined ? undefined : decodeURIComponent(escaped)
  return [
    ...useEndpointCommands(workspace?.name, endpoint),
    ...usePageCommands(workspace?.name),
    ...useNamedCommands(workspace?.name, endpoint),
    ...useSettingCommands(),
  ]
}
