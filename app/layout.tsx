import "./globals.css"

import { NuqsAdapter } from "nuqs/adapters/next/app"
import type { Metadata } from "next"
import localFont from "next/font/local"
import type { ReactNode } from "react"

import { QueryProvider } from "#components/data/query-provider.tsx"
import { getTranslator } from "#components/i18n/get-translator.ts"
import { IntlProvider } from "#components/i18n/intl-provider.tsx"
import { loadMessages } from "#components/i18n/messages.ts"
import { ZoneCookie } from "#components/i18n/zone-cookie.tsx"
import { Unavailable } from "#components/shell/unavailable.tsx"
import { Toasts } from "#components/ui/toasts.tsx"
import { readViewer } from "#lib/http/pages.ts"

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
  display: "swap",
})

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await readViewer()
  const t = await getTranslator(locale)
  return {
    title: { default: t("common.product"), template: t("titles.template", { page: "%s" }) },
    description: t("auth.tagline"),
    icons: { icon: "/favicon.svg" },
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, preferences, timeZone, nowMs, isUnavailable } = await readViewer()
  return (
    <html
      lang={locale}
      className={inter.variable}
      data-density={preferences.density}
      {...(preferences.theme === "system" ? {} : { "data-theme": preferences.theme })}
    >
      <body>
        <IntlProvider locale={locale} messages={await loadMessages(locale)} timeZone={timeZone} nowMs={nowMs}>
          <ZoneCookie />
          <NuqsAdapter>
            <QueryProvider>
              <Toasts>{isUnavailable ? <Unavailable /> : children}</Toasts>
            </QueryProvider>
          </NuqsAdapter>
        </IntlProvider>
      </body>
    </html>
  )
}
