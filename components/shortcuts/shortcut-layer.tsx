"use client"

import { useEffect, useState } from "react"
import type { ReactNode } from "react"

import { addLayer } from "./shortcut-registry.ts"
import { LayerContext } from "./use-shortcut.ts"

/** Everything that lies over the page and keeps the focus: the page's shortcuts wait while it is there. */
export function ShortcutLayer({ children }: { readonly children: ReactNode }) {
  const [layer] = useState(() => Symbol("layer"))
  useEffect(() => addLayer(layer), [layer])
  return <LayerContext value={layer}>{children}</LayerContext>
}
