"use client"

import { useFormatter } from "use-intl/react"

import { scaleBytes } from "./format-bytes.ts"

/** Writes a size in the language of the page: "1.2 MB". */
export function useBytes(): (bytes: number) => string {
  const format = useFormatter()
  return (bytes) => {
    const { value, unit } = scaleBytes(bytes)
    return format.number(value, {
      style: "unit",
      unit,
      unitDisplay: unit === "byte" ? "long" : "short",
      maximumFractionDigits: 1,
    })
  }
}
