"use client"

import { Search } from "lucide-react"

import { Input } from "./controls.tsx"

interface SearchFieldProps {
  /** Its name, and what it says while it is empty. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** The page's own search: the key `/` leads here. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <div className="relative w-full max-w-80 min-w-48 max-sm:max-w-none">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-fg-2" />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="pl-8"
      />
    </div>
  )
}
