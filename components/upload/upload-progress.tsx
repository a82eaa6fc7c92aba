"use client"

import { X } from "lucide-react"
import { useFormatter, useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"

import type { Picked } from "./picked.ts"
import type { UploadProgress as Progress } from "./send-tree.ts"
import { useBytes } from "./use-bytes.ts"

/** Files that are listed; of a large tree the rest is in the sum. */
const FILES_SHOWN = 5

interface UploadProgressProps {
  readonly picked: Picked
  readonly progress: Progress
  readonly onCancel: () => void
}

/** How far an upload is, as a whole and file by file. */
export function UploadProgress({ picked, progress, onCancel }: UploadProgressProps) {
  const t = useTranslations("upload")
  const format = useFormatter()
  const bytes = useBytes()
  const { phase, doneBytes, totalBytes, files } = progress
  const share = totalBytes === 0 ? 0 : doneBytes / totalBytes
  const sizes = new Map(picked.files.map(({ path, file }) => [path, file.size]))
  const open = [...files].filter(([path, done]) => done < (sizes.get(path) ?? 0)).slice(0, FILES_SHOWN)
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="font-medium">
          {t(phase, { name: picked.name })}
        </p>
        <Button size="sm" icon={<X aria-hidden className="size-3.5" />} onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
      <progress
        className="h-2 w-full accent-accent"
        aria-label={t(phase, { name: picked.name })}
        max={1}
        value={share}
      />
      <p className="text-sm text-fg-2">
        {t("amount", {
          percent: format.number(share, { style: "percent" }),
          done: bytes(doneBytes),
          total: bytes(totalBytes),
        })}
      </p>
      <ul className="flex flex-col gap-0.5 text-sm text-fg-2">
        {open.map(([path, done]) => (
          <li key={path} className="flex flex-wrap justify-between gap-2">
            <code className="min-w-0 font-mono">{path}</code>
            <span>{t("fileAmount", { done: bytes(done), total: bytes(sizes.get(path) ?? 0) })}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
