import type { ReactNode } from "react"

interface PageHeaderProps {
  readonly title: ReactNode
  /** Beside the title: state, marks. */
  readonly aside?: ReactNode
  readonly description?: ReactNode
  readonly actions?: ReactNode
}

/** The page's one `h1` and what can be done on it. */
export function PageHeader({ title, aside, description, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold">{title}</h1>
          {aside}
        </div>
        {description && <p className="max-w-prose text-fg-2">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
