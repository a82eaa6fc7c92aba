"use client"

import { useFormatter, useTranslations } from "use-intl/react"

import type { AnswerCount } from "./count-answers.ts"

interface AnswerFactsProps {
  readonly name: string
  readonly answers: AnswerCount
  readonly since: Date
}

/** How a deployment answered since some time, by status. None at all is said, not shown as a good share. */
export function AnswerFacts({ name, answers, since }: AnswerFactsProps) {
  const t = useTranslations("traffic")
  const format = useFormatter()
  const time = format.dateTime(since, { timeStyle: "medium" })
  if (answers.total === 0) return <p>{t("noAnswersSince", { name, time })}</p>
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span>
        {t("answersSince", { name, time, total: answers.total, bad: (answers.total - answers.good) / answers.total })}
      </span>
      {answers.byCode.map(({ code, count }) => (
        <span key={code} className={code < 400 ? "text-fg-2" : "font-medium text-bad"}>
          {t("code.count", { code: String(code), count })}
        </span>
      ))}
    </p>
  )
}
