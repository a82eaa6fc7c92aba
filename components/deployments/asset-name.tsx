"use client"

import { useTranslations } from "use-intl/react"

import { describeAsset } from "./describe-asset.ts"

/** A model, code or environment by its reference; the whole of it on hover. */
export function AssetName({ reference }: { readonly reference: string }) {
  const t = useTranslations("overview")
  const { name, version, isAnonymous } = describeAsset(reference)
  return (
    <span title={reference}>
      {isAnonymous ? t("anonymous", { id: name }) : name}
      {version !== "" && <span className="text-fg-2">@{version}</span>}
    </span>
  )
}
