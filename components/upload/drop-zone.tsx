"use client"

import { FileUp, FolderUp } from "lucide-react"
import { useRef, useState } from "react"
import type { ChangeEvent, DragEvent } from "react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { cx } from "#components/ui/cx.ts"

import type { PickedFile } from "./picked.ts"
import { readDrop } from "./read-drop.ts"

/** Makes the picker one of folders; React does not know the attribute by its type. */
const FOLDER = { webkitdirectory: "" }

interface DropZoneProps {
  /** What is picked: names the buttons. */
  readonly what: string
  readonly onFiles: (files: readonly PickedFile[]) => void
}

/** Takes files or a folder by the browser's picker or by drag and drop. */
export function DropZone({ what, onFiles }: DropZoneProps) {
  const t = useTranslations("upload")
  const [isOver, setOver] = useState(false)
  const folder = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  function take({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    const picked = [...(currentTarget.files ?? [])]
    // The same folder can be picked again, to go on with an upload.
    currentTarget.value = ""
    onFiles(picked.map((file) => ({ path: file.webkitRelativePath || file.name, file })))
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    void readDrop(event.dataTransfer).then(onFiles)
  }
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        "flex flex-col items-start gap-3 rounded-lg border border-dashed p-4",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong",
      )}
    >
      <p className="text-fg-2">{t("drop")}</p>
      <div className="flex flex-wrap gap-2">
        <Button icon={<FolderUp aria-hidden className="size-4" />} onClick={() => folder.current?.click()}>
          {t("pickFolder", { what })}
        </Button>
        <Button icon={<FileUp aria-hidden className="size-4" />} onClick={() => files.current?.click()}>
          {t("pickFiles", { what })}
        </Button>
      </div>
      <input ref={folder} type="file" hidden multiple {...FOLDER} onChange={take} data-picks="folder" />
      <input ref={files} type="file" hidden multiple onChange={take} data-picks="files" />
    </div>
  )
}
