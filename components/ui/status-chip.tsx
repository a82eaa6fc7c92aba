"use client"

import { CircleCheck, CircleDashed, CircleHelp, Moon, OctagonX, SquareX, Trash2, TriangleAlert } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { cx } from "./cx.ts"

const LOOKS = {
  healthy: { icon: CircleCheck, colour: "text-ok bg-ok-soft" },
  degraded: { icon: TriangleAlert, colour: "text-warn bg-warn-soft" },
  unhealthy: { icon: OctagonX, colour: "text-bad bg-bad-soft" },
  idle: { icon: Moon, colour: "text-mute bg-mute-soft" },
  unknown: { icon: CircleHelp, colour: "text-mute bg-mute-soft" },
  creating: { icon: CircleDashed, colour: "text-info bg-info-soft" },
  updating: { icon: CircleDashed, colour: "text-info bg-info-soft" },
  scaling: { icon: CircleDashed, colour: "text-info bg-info-soft" },
  inProgress: { icon: CircleDashed, colour: "text-info bg-info-soft" },
  succeeded: { icon: CircleCheck, colour: "text-ok bg-ok-soft" },
  failed: { icon: SquareX, colour: "text-bad bg-bad-soft" },
  operationFailed: { icon: SquareX, colour: "text-bad bg-bad-soft" },
  updateFailed: { icon: TriangleAlert, colour: "text-warn bg-warn-soft" },
  canceled: { icon: SquareX, colour: "text-mute bg-mute-soft" },
  deleting: { icon: Trash2, colour: "text-mute bg-mute-soft" },
} as const

/** Every word for a state, of both axes: what the last change came to, and how well it serves. */
export type StatusWord = keyof typeof LOOKS

/** A state as shape, colour and word: never by colour alone. */
export function StatusChip({ status }: { readonly status: StatusWord }) {
  const t = useTranslations("status")
  const { icon: Icon, colour } = LOOKS[status]
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-sm font-medium whitespace-nowrap",
        colour,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {t(status)}
    </span>
  )
}
