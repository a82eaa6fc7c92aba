import type { Metadata } from "next"
import type { ReactNode } from "react"

import { messages } from "#lib/http/contract.ts"

export const metadata: Metadata = { title: messages.title, description: messages.tagline }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body
        style={{ font: "16px/1.5 system-ui, sans-serif", maxWidth: "44rem", margin: "4rem auto", padding: "0 1rem" }}
      >
        {children}
      </body>
    </html>
  )
}
