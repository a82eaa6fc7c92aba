import type { ComponentProps } from "react"

import { cx } from "./cx.ts"

/** The look of everything that is typed into or chosen from. */
export const CONTROL =
  "touch-target min-h-8 w-full rounded-md border border-line-strong bg-panel px-2.5 py-1 text-fg aria-invalid:border-bad disabled:bg-panel-2 disabled:text-fg-2"

/** One line of text. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cx(CONTROL, className)} {...rest} />
}

/** Many lines of text. */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={cx(CONTROL, "py-1.5", className)} {...rest} />
}

/** One of a few, by the browser's own list: it works with every keyboard, reader and phone. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <select className={cx(CONTROL, "pr-8", className)} {...rest}>
      {children}
    </select>
  )
}

/** On or off, with its label. */
export function Checkbox({ label, className, ...rest }: ComponentProps<"input"> & { readonly label: string }) {
  return (
    <label className={cx("inline-flex min-h-6 items-center gap-2", className)}>
      <input type="checkbox" className="size-4 accent-accent" {...rest} />
      {label}
    </label>
  )
}
