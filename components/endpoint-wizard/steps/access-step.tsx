"use client"

import { useTranslations } from "use-intl/react"

import { Choice } from "../choice.tsx"

const nothing = () => {}

/** How callers prove who they are, and from where they may call. */
export function AccessStep() {
  const t = useTranslations("wizard")
  return (
    <>
      <Choice
        legend={t("authMode")}
        value="key"
        onChange={nothing}
        options={[
          { value: "key", label: t("authKey"), hint: t("authKeyHint") },
          { value: "aml_token", label: t("authToken"), hint: t("authTokenHint"), disabled: t("notYet") },
          { value: "aad_token", label: t("authIdp"), hint: t("authIdpHint"), disabled: t("notYet") },
        ]}
      />
      <Choice
        legend={t("network")}
        value="enabled"
        onChange={nothing}
        options={[
          { value: "enabled", label: t("networkOpen"), hint: t("networkOpenHint") },
          { value: "disabled", label: t("networkPrivate"), disabled: t("networkPrivateWhy") },
        ]}
      />
      <p className="text-fg-2">{t("accessAfter")}</p>
    </>
  )
}
