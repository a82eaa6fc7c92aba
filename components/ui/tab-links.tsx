import Link from "next/link"
import type { ComponentProps } from "react"

import { cx } from "./cx.ts"

interface TabLinksProps {
  /** Names the tabs as a landmark. */
  readonly label: string
  readonly tabs: ReadonlyArray<{
    readonly href: ComponentProps<typeof Link>["href"]
    readonly label: string
    readonly isCurrent: boolean
  }>
}

/** Pages of one thing, as tabs that are links: each can be opened, shared and gone back to. */
export function TabLinks({ label, tabs }: TabLinksProps) {
  return (
    <nav aria-label={label} className="-mb-2 overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {tabs.map(({ href, label: name, isCurrent }) => (
          <li key={name}>
            <Link
              href={href}
              aria-current={isCurrent ? "page" : undefined}
              className={cx(
                "touch-target -mb-px inline-flex min-h-9 items-center border-b-2 px-3 whitespace-nowrap focus-visible:-outline-offset-2",
                isCurrent ? "border-accent font-medium text-accent" : "border-transparent text-fg-2 hover:text-fg",
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
