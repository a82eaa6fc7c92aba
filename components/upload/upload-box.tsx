"use client"

import { RefreshCw } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { useErrorText } from "#components/data/use-error-text.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import type { UploadKind } from "#lib/assets/contract.ts"

import { DropZone } from "./drop-zone.tsx"
import { toPicked } from "./picked.ts"
import type { Picked } from "./picked.ts"
import { UploadProgress } from "./upload-progress.tsx"
import type { UploadState } from "./upload-state.ts"
import { useBytes } from "./use-bytes.ts"

/** What the form knows of the files. */
interface KnownUpload {
  readonly tree: string | null
  readonly name: string
  readonly fileCount: number
  readonly bytes: number
}

interface UploadBoxProps {
  readonly kind: UploadKind
  readonly known: KnownUpload | null
  readonly upload: {
    readonly state: UploadState
    readonly start: (picked: Picked) => void
    readonly cancel: () => void
    readonly retry: () => void
  }
  readonly onForget: () => void
}

/** Files of a model or of code on their way to the studio: picking, progress, what was broken off, what is there. */
export function UploadBox({ kind, known, upload, onForget }: UploadBoxProps) {
  const t = useTranslations("upload")
  const text = useErrorText()
  const bytes = useBytes()
  const { state } = upload
  const what = t(kind)
  const amount = known && { name: known.name, files: known.fileCount, size: bytes(known.bytes) }
  if (state.phase === "running") {
    return <UploadProgress picked={state.picked} progress={state.progress} onCancel={upload.cancel} />
  }
  if (known?.tree && amount && state.phase === "idle") {
    return (
      <Callout
        tone="ok"
        title={t("done", amount)}
        actions={
          <Button size="sm" onClick={onForget}>
            {t("replace")}
          </Button>
        }
      />
    )
  }
  return (
    <div className="flex flex-col gap-3">
      {state.phase === "failed" && (
        <Callout
          tone="bad"
          title={t("failed", { name: state.picked.name })}
          isAlert
          actions={
            <Button size="sm" icon={<RefreshCw aria-hidden className="size-3.5" />} onClick={upload.retry}>
              {t("retry")}
            </Button>
          }
        >
          <p>{text(state.error)}</p>
        </Callout>
      )}
      {amount && state.phase === "idle" && (
        <Callout tone="warn" title={t("brokenOff", amount)}>
          <p>{t("brokenOffHint")}</p>
        </Callout>
      )}
      <DropZone
        what={what}
        onFiles={(files) => {
          const picked = toPicked(files, kind)
          if (picked) upload.start(picked)
        }}
      />
    </div>
  )
}
