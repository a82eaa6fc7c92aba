"use client"

import { CopyButton } from "./copy-button.tsx"

interface CodeBlockProps {
  readonly code: string
  /** What it is: names the block and its copy button. */
  readonly label: string
}

/** Text to copy into a terminal, an editor or a program. */
export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    <div className="relative rounded-md border border-line bg-panel-2">
      <div className="absolute top-1 right-1">
        <CopyButton text={code} label={label} />
      </div>
      {/* A region that scrolls must be reachable with the keyboard (WCAG 2.1.1). */}
      <pre
        tabIndex={0}
        aria-label={label}
        role="region"
        className="max-h-[32rem] overflow-auto p-3 pr-12 font-mono text-sm whitespace-pre-wrap"
      >
        <code>{code}</code>
      </pre>
    </div>
  )
}
