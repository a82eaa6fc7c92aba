import { CircleCheck, Info, OctagonX, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"

import { cx } from "./cx.ts"

const TONES = {
  info: { icon: Info, box: "border-info bg-info-soft", colour: "text-info" },
  ok: { icon: CircleCheck, box: "border-ok bg-ok-soft", colour: "text-ok" },
  warn: { icon: TriangleAlert, box: "border-warn bg-warn-soft", colour: "text-warn" },
  bad: { icon: OctagonX, box: "border-bad bg-bad-soft", colour: "text-bad" },
} as const
export type Tone = keyof typeof TONES

interface CalloutProps {
  readonly tone: Tone
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Read out when it appears. */
  readonly isAlert?: boolean
}

/** A message in its place on the page. */
export function Callout({ tone, title, children, actions, isAlert = false }: CalloutProps) {
  const { icon: Icon, box, colour } = TONES[tone]
  return (
    <div className={cx("flex gap-3 rounded-lg border p-3", box)} {...(isAlert ? { role: "alert" } : {})}>
      <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", colour)} />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <p className="font-medium">{title}</p>
        {children}
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
