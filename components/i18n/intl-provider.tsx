"use client"

import type { ReactNode } from "react"
import { IntlProvider as Provider } from "use-intl/react"

import type { Locale } from "#lib/http/contract.ts"

import type { Messages } from "./messages.ts"

interface IntlProviderProps {
  readonly locale: Locale
  readonly messages: Messages
  /** IANA zone of every time on the page, so that server and browser write the same. */
  readonly timeZone: string
  /** When the server rendered the page, ms since 1970: "a minute ago" starts equal on both sides. */
  readonly nowMs: number
  readonly children: ReactNode
}

/** Language, zone and clock of the components below. */
export function IntlProvider({ nowMs, children, ...rest }: IntlProviderProps) {
  return (
    <Provider {...rest} now={new Date(nowMs)}>
      {children}
    </Provider>
  )
}
