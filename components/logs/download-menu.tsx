"use client"

import { Download } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Menu, MenuItem } from "#components/ui/menu.tsx"
import { saveFile, saveFrom } from "#components/ui/save-file.ts"

import type { LogLine } from "./log-line.ts"
import { logPath } from "./log-source.ts"
import type { LogSource } from "./log-source.ts"
import { LINES_MAX } from "./log-store.ts"

interface DownloadMenuProps {
  readonly source: LogSource
  readonly rows: readonly LogLine[]
}

/** The log as a file: what is shown, or everything that is kept. */
export function DownloadMenu({ source, rows }: DownloadMenuProps) {
  const t = useTranslations("logs.download")
  const name = `${source.endpoint}-${source.deployment}-${source.container}`
  const lines = rows.filter(({ kind }) => kind !== "gap")
  return (
    <Menu
      trigger={
        <Button size="sm" icon={<Download aria-hidden className="size-3.5" />}>
          {t("title")}
        </Button>
      }
    >
      <MenuItem onSelect={() => saveFile(`${name}.log`, toText(lines.map(({ at, plain }) => `${at} ${plain}\n`)))}>
        {t("text")}
      </MenuItem>
      <MenuItem onSelect={() => saveFile(`${name}.ndjson`, toText(lines.map(toNdjson)))}>{t("ndjson")}</MenuItem>
      <MenuItem onSelect={() => saveFrom(`${name}-all.log`, logPath(source, { tail: LINES_MAX, isFollowed: false }))}>
        {t("all")}
      </MenuItem>
    </Menu>
  )
}

const toText = (parts: string[]) => new Blob(parts, { type: "text/plain;charset=utf-8" })

function toNdjson({ at, level, instance, requestId, plain }: LogLine): string {
  return `${JSON.stringify({ time: at, level, instance, request_id: requestId, message: plain })}\n`
}
