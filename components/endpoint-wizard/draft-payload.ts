import type { Snapshot } from "#components/wizard/draft-keeper.ts"

import { withoutSecrets } from "./form/secrets.ts"
import { blankForm, wizardForm } from "./form/wizard-form.ts"
import type { StepId } from "./form/steps.ts"
import type { WizardForm } from "./form/wizard-form.ts"

/** A draft's payload: the form, and which page it belongs to. */
export interface DraftPlace {
  readonly endpoint: string | null
  readonly deployment: string | null
}

/** What of the form is kept. Never a secret. */
export function toSnapshot(form: WizardForm, step: StepId, place: DraftPlace): Snapshot {
  const name = [place.endpoint ?? form.endpoint.name, form.deployment.name].filter((part) => part !== "").join("/")
  return {
    title: place.endpoint === null ? form.endpoint.name.trim() : name,
    payload: { form: withoutSecrets(form), endpoint: place.endpoint, deployment: place.deployment },
    step,
  }
}

/** The form that was kept; whatever of it cannot be read is as if it had not been typed. */
export function fromPayload(payload: Readonly<Record<string, unknown>>): WizardForm {
  return wizardForm.catch(blankForm()).parse(payload["form"])
}
