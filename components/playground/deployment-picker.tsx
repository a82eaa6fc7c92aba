"use client"

import { useTranslations } from "use-intl/react"

import { Select } from "#components/ui/controls.tsx"
import { Field } from "#components/ui/field.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

interface DeploymentPickerProps {
  readonly label: string
  /** What the empty choice is called. */
  readonly none: string
  readonly deployments: OnlineEndpointView["deployments"]
  readonly value: string
  readonly isDisabled?: boolean
  readonly onChange: (name: string) => void
}

/** One of the endpoint's deployments, or none in particular. One without a ready instance cannot be chosen. */
export function DeploymentPicker(props: DeploymentPickerProps) {
  const { label, none, deployments, value, isDisabled = false, onChange } = props
  const t = useTranslations("test")
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} disabled={isDisabled} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{none}</option>
          {deployments.map(({ name, percent, ready_instances: ready }) => (
            <option key={name} value={name} disabled={ready === 0}>
              {t(ready === 0 ? "deploymentNotReady" : "deploymentOption", { name, percent })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
