"use client"

import { useTranslations } from "use-intl/react"

import type { ApiQuery, Page } from "#components/data/api-query.ts"
import { useApi } from "#components/data/use-api.ts"
import { describeAsset } from "#components/deployments/describe-asset.ts"
import { Select } from "#components/ui/controls.tsx"
import { Field } from "#components/ui/field.tsx"
import { QueryBlock } from "#components/ui/states.tsx"

interface Asset {
  readonly name: string
  readonly version: string
}

interface AssetSelectProps {
  readonly label: string
  /** Said when the workspace has none. */
  readonly empty: string
  /** `azureml:NAME:VERSION` or nothing. */
  readonly value: string
  readonly names: ApiQuery<Page<Asset>>
  readonly versions: (name: string) => ApiQuery<Page<Asset>>
  readonly onChange: (reference: string) => void
}

const LATEST = "@latest"

/** A registered model, code or environment: its name, then its version. What is in use already is always on offer. */
export function AssetSelect({ label, empty, value, names, versions, onChange }: AssetSelectProps) {
  const t = useTranslations("wizard")
  const list = useApi(names)
  const { name, version } = readReference(value)
  const versionList = useApi(versions(name), { isEnabled: name !== "" })
  return (
    <QueryBlock query={list} what={label} skeletonRows={2}>
      {({ items }) => {
        const known = items.map((item) => item.name)
        const all = name !== "" && !known.includes(name) ? [name, ...known] : known
        if (all.length === 0) return <p className="text-fg-2">{empty}</p>
        const numbers = versionList.data?.items.map((item) => item.version) ?? []
        const isKnown = version === LATEST || numbers.includes(version)
        return (
          <div className="grid grid-cols-[repeat(auto-fit,minmax(min(12rem,100%),1fr))] gap-3">
            <Field label={label}>
              {(control) => (
                <Select
                  {...control}
                  value={name}
                  onChange={({ target }) =>
                    onChange(referenceOf(target.value, items.find((item) => item.name === target.value)?.version))
                  }
                >
                  <option value="">{t("choose")}</option>
                  {all.map((one) => (
                    <option key={one} value={one}>
                      {known.includes(one) ? one : t("asBefore", { name: describeAsset(value).name })}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            {name !== "" && !describeAsset(value).isAnonymous && (
              <Field label={t("version")}>
                {(control) => (
                  <Select
                    {...control}
                    value={version}
                    onChange={({ target }) => onChange(referenceOf(name, target.value))}
                  >
                    {!isKnown && <option value={version}>{version}</option>}
                    {numbers.map((one) => (
                      <option key={one} value={one}>
                        {one}
                      </option>
                    ))}
                    <option value={LATEST}>{t("latest")}</option>
                  </Select>
                )}
              </Field>
            )}
          </div>
        )
      }}
    </QueryBlock>
  )
}

function readReference(reference: string): { name: string; version: string } {
  const [, name = "", version = "", latest = ""] = /^azureml:([^:@]+)(?::(.+)|(@latest))$/.exec(reference) ?? []
  return { name, version: version || latest }
}

function referenceOf(name: string, version: string | undefined): string {
  if (name === "") return ""
  return version === undefined || version === LATEST ? `azureml:${name}${LATEST}` : `azureml:${name}:${version}`
}
