"use client"

import { createContext, use } from "react"

import type { useUpload } from "#components/upload/use-upload.ts"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

import type { StepId, WizardMode } from "./form/steps.ts"
import type { DeploymentForm, EndpointForm, WizardForm } from "./form/wizard-form.ts"

/** What every step of the wizard has at hand. */
export interface Wizard {
  readonly workspace: string
  readonly mode: WizardMode
  /** The endpoint that the deployment belongs to: typed here, or the page's. */
  readonly endpointName: string
  /** The deployment that is edited, or that a new one was copied from. */
  readonly original: OnlineDeploymentView | null
  readonly form: WizardForm
  readonly setForm: (change: Partial<WizardForm>) => void
  readonly setEndpoint: (change: Partial<EndpointForm>) => void
  readonly setDeployment: (change: Partial<DeploymentForm>) => void
  /** The person has left a field: from now on it says what is wrong with it. */
  readonly touch: (field: string) => void
  readonly errorOf: (field: string) => string | undefined
  readonly go: (step: StepId, field?: string) => void
  /** The form is on its way, or was accepted and its page is about to be left. */
  readonly isSending: boolean
  readonly uploads: Readonly<Record<"model" | "code", ReturnType<typeof useUpload>>>
}

export const WizardContext = createContext<Wizard | null>(null)

export function useWizard(): Wizard {
  const wizard = use(WizardContext)
  if (!wizard) throw new Error("useWizard belongs below EndpointWizard.")
  return wizard
}
