"use client"

import type { ReactNode } from "react"

import { toastQueue } from "./toast-queue.ts"
import { createLayer, useLayer } from "./use-layer.ts"

const toastLayer = createLayer(async () => await import("./toast-layer.tsx"))

/** Says that something happened: `useToasts().add({ title, description })`. It must be readable elsewhere too. */
export const useToasts = () => toastQueue

/** Room for toasts over the page; there as soon as the browser is idle, so that it can say that the connection is lost. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const layer = useLayer(toastLayer)
  return (
    <>
      {children}
      {layer && <layer.Toasts />}
    </>
  )
}
