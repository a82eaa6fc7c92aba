"use client"

import { stringify } from "yaml"

import { CodeBlock } from "./code-block.tsx"

interface YamlBlockProps {
  readonly value: unknown
  readonly label: string
}

/** A value as YAML, to read and to copy. Loaded lazily by who shows it: the writer of YAML is large. */
export function YamlBlock({ value, label }: YamlBlockProps) {
  return <CodeBlock code={stringify(value, { lineWidth: 0 })} label={label} />
}
