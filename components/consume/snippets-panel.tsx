"use client"

import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs"
import { useTranslations } from "use-intl/react"

import { CodeBlock } from "#components/ui/code-block.tsx"
import { Select } from "#components/ui/controls.tsx"
import { Field } from "#components/ui/field.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Segmented } from "#components/ui/segmented.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { apiPaths } from "#lib/urls/contract.ts"

import { SNIPPET_LANGUAGES, writeSnippet } from "./snippets.ts"
import { useOrigin } from "./use-origin.ts"

const EXAMPLE_BODY = '{"data": []}'

/** Code that calls the endpoint, in the language that somebody works in. */
export function SnippetsPanel({ endpoint }: { readonly endpoint: OnlineEndpointView }) {
  const t = useTranslations("consume")
  const origin = useOrigin()
  const [language, setLanguage] = useQueryState(
    "code",
    parseAsStringLiteral(SNIPPET_LANGUAGES).withDefault("curl").withOptions({ history: "replace" }),
  )
  const [wanted, setWanted] = useQueryState("dep", parseAsString.withDefault(""))
  const deployment = endpoint.deployments.find(({ name }) => name === wanted)?.name ?? null
  const usesTls = endpoint.scoring_uri.startsWith("https:")
  const code = writeSnippet(language, {
    scoringUri: endpoint.scoring_uri,
    endpoint: endpoint.name,
    deployment,
    body: EXAMPLE_BODY,
    caUrl: usesTls ? `${origin}${apiPaths.caCertificate}` : null,
  })
  return (
    <Panel title={t("code")} description={t("codeAbout")}>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Segmented
          label={t("language")}
          options={SNIPPET_LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }))}
          value={language}
          onChange={(value) => void setLanguage(value)}
        />
        <Field label={t("sendTo")}>
          {(control) => (
            <Select
              {...control}
              value={deployment ?? ""}
              onChange={({ target }) => void setWanted(target.value === "" ? null : target.value)}
            >
              <option value="">{t("bySplit")}</option>
              {endpoint.deployments.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <CodeBlock code={code} label={t("copyCode", { language: t(`languages.${language}`) })} />
      <ul className="flex list-disc flex-col gap-1 pl-5 text-fg-2">
        <li>{language === "cli" ? t("cliHint") : t("keyHint")}</li>
        {usesTls && language !== "cli" && (
          <li>
            {t.rich("caHint", {
              link: (chunks) => (
                <a href={apiPaths.caCertificate} className="text-accent underline" download="ca.pem">
                  {chunks}
                </a>
              ),
            })}
          </li>
        )}
        {deployment !== null && <li>{t("pinHint")}</li>}
      </ul>
    </Panel>
  )
}
