"use client"

import { Link2, ListFilter, X } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Time } from "#components/ui/time.tsx"

import { LineText } from "./line-text.tsx"
import type { LogLine } from "./log-line.ts"
import { prettyJson } from "./pretty-json.ts"
import type { LineSearch } from "./search-query.ts"

interface LineDetailsProps {
  readonly line: LogLine
  readonly search: LineSearch
  readonly onRequest: (requestId: string) => void
  /** Copies a link that leads to this line. */
  readonly onCopyLink: (() => void) | undefined
  readonly onClose: () => void
}

/** One line whole, and what can be done with it. */
export function LineDetails({ line, search, onRequest, onCopyLink, onClose }: LineDetailsProps) {
  const t = useTranslations("logs")
  const common = useTranslations("common")
  const { requestId } = line
  const json = prettyJson(line.plain)
  return (
    <section aria-label={t("details")} className="flex flex-col gap-2 border-t border-line-strong bg-panel-2 p-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Time at={line.at} />
        <span className="text-fg-2">{t(`levels.${line.level}`)}</span>
        {line.instance !== null && <span className="text-fg-2">{t("ofInstance", { id: line.instance })}</span>}
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {requestId !== null && (
            <Button
              size="sm"
              icon={<ListFilter aria-hidden className="size-3.5" />}
              onClick={() => onRequest(requestId)}
            >
              {t("onlyRequest")}
            </Button>
          )}
          <CopyButton text={line.plain} label={t("copyLine")} isWide />
          {onCopyLink && (
            <Button size="sm" icon={<Link2 aria-hidden className="size-3.5" />} onClick={onCopyLink}>
              {t("copyLink")}
            </Button>
          )}
          <IconButton label={common("close")} icon={<X aria-hidden className="size-4" />} onClick={onClose} />
        </span>
      </div>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reached by the keyboard.
        tabIndex={0}
        className="max-h-40 overflow-auto font-mono text-sm whitespace-pre-wrap"
      >
        {json ?? <LineText line={line} search={search} isWhole onRequest={onRequest} />}
      </pre>
    </section>
  )
}
