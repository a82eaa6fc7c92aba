"use client"

import { Download } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx"
import { saveFile } from "#components/ui/save-file.ts"
import type { ActivityView } from "#lib/operations/contract.ts"

import { changesToCsv, changesToJson } from "./export-changes.ts"

const FORMATS = [
  { id: "csv", type: "text/csv;charset=utf-8", write: changesToCsv },
  { id: "json", type: "application/json", write: changesToJson },
] as const

/** Saves what is loaded and matches the filters as a file. */
export function ExportMenu({ changes }: { readonly changes: readonly ActivityView[] }) {
  const t = useTranslations("activity")
  const trigger = (
    <Button icon={<Download aria-hidden className="size-4" />} disabled={changes.length === 0}>
      {t("export")}
    </Button>
  )
  return (
    <Menu trigger={trigger}>
      <MenuGroup label={t("exportHint", { count: changes.length })}>
        {FORMATS.map(({ id, type, write }) => (
          <MenuItem key={id} onSelect={() => saveFile(`activity.${id}`, new Blob([write(changes)], { type }))}>
            {t(`formats.${id}`)}
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  )
}
