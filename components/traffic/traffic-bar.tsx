"use client"

import { useTranslations } from "use-intl/react"

import { assignLooks } from "#components/deployments/deployment-look.ts"
import { lookColour } from "#components/deployments/deployment-mark.tsx"
import { cx } from "#components/ui/cx.ts"

interface TrafficBarProps {
  /** Shares in percent, in the order of creation; those with none are left out of the picture. */
  readonly shares: ReadonlyArray<{ readonly name: string; readonly percent: number }>
  /** `thin` is for rows of a list. */
  readonly size?: "thin" | "wide"
}

/** Who gets how much of the live requests, as a picture with its words. */
export function TrafficBar({ shares, size = "thin" }: TrafficBarProps) {
  const t = useTranslations("traffic")
  const looks = assignLooks(shares.map(({ name }) => name))
  const live = shares.filter(({ percent }) => percent > 0)
  const words = live.map((share) => t("share", share)).join(", ")
  const height = size === "wide" ? "h-6" : "h-2.5"
  return (
    <div
      role="img"
      aria-label={live.length === 0 ? t("off") : words}
      title={live.length === 0 ? t("off") : words}
      className={cx(
        "flex w-full min-w-16 gap-px overflow-hidden rounded-sm",
        height,
        live.length === 0 && "border border-dashed border-line-strong",
      )}
    >
      {live.map(({ name, percent }) => {
        const look = looks.get(name)
        return (
          <span
            key={name}
            style={{ width: `${percent}%`, background: look ? lookColour(look) : undefined }}
            className="h-full min-w-0.5"
          />
        )
      })}
    </div>
  )
}
