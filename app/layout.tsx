import "#components/ui/tokens.css"

import type { Metadata } from "next"
import type { ReactNode } from "react"

import { messages } from "#lib/http/contract.ts"

export const metadata: Metadata = {
  title: messages.title,
  description: messages.tagline,
  icons: { icon: "/favicon.svg" },
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
