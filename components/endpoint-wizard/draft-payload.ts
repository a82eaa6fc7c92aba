import type { Snapshot } from "#components/wizard/draft-keeper.ts"
import type { DraftKind, DraftSummary } from "#lib/drafts/contract.ts"

import { withKnownSecrets, withoutSecrets } from "./form/secrets.ts"
import { blankForm, wizardForm } from "./form/wizard-form.ts"
import type { StepId } from "./form/steps.ts"
import type { WizardForm } from "./form/wizard-form.ts"

/** Which page a draft belongs to. */
export interface DraftPlace {
  /** Null where one is made. */
  readonly endpoint: string | null
  /** The deployment that is changed; null where one is made. */
  readonly deployment: string | null
}

/** The kind of the drafts of a page. */
export function kindOf({ endpoint, deployment }: DraftPlace): DraftKind {
  if (endpoint === null) return "online-endpoint"
  return deployment === null ? "online-deployment" : "online-deployment-update"
}

/** Whether a draft goes on on this page. */
export function belongsTo({ kind, title }: Pick<DraftSummary, "kind" | "title">, place: DraftPlace): boolean {
  const [endpoint, deployment] = title.split("/")
  const isHere = place.endpoint === null || place.endpoint === endpoint
  return kind === kindOf(place) && isHere && (place.deployment === null || place.deployment === deployment)
}

/** What of the form is kept. Never a secret. */
export function toSnapshot(form: WizardForm, step: StepId, place: DraftPlace): Snapshot {
  const names = [place.endpoint, place.deployment ?? form.deployment.name.trim()].filter((part) => part !== "")
  return {
    title: place.endpoint === null ? form.endpoint.name.trim() : names.join("/"),
    payload: { form: withoutSecrets(form), endpoint: place.endpoint, deployment: place.deployment },
    step,
  }
}

/**
 * The form that was kept; whatever of it cannot be read is as if it had not been typed.
 *
 * @param known variables that the deployment has already: a draft keeps no secret
 */
export function fromPayload(
  payload: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, string>> = {},
): WizardForm {
  return withKnownSecrets(wizardForm.catch(blankForm()).parse(payload["form"]), known)
}
