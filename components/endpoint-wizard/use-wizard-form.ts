"use client"

import { useQueryStates } from "nuqs"
import { useEffect, useState, useSyncExternalStore } from "react"

import { DraftKeeper } from "#components/wizard/draft-keeper.ts"
import type { SavedDraft } from "#components/wizard/draft-keeper.ts"
import { draftPorts, mirrorKey, readMirror } from "#components/wizard/draft-ports.ts"
import { createFormStore } from "#components/wizard/form-store.ts"

import { fromPayload, toSnapshot } from "./draft-payload.ts"
import type { DraftPlace } from "./draft-payload.ts"
import type { StepId } from "./form/steps.ts"
import { FORM_VERSION } from "./form/wizard-form.ts"
import type { WizardForm } from "./form/wizard-form.ts"
import { WIZARD_PARAMS } from "./wizard-params.ts"

interface UseWizardFormOptions {
  readonly workspace: string
  readonly place: DraftPlace
  readonly initial: WizardForm
  /** As it was when the form was opened. */
  readonly draft: SavedDraft | null
  readonly firstStep: StepId
  /** Whether the person may keep drafts at all. */
  readonly isKept: boolean
}

/** The form, its draft on the server and its step in the address. */
export function useWizardForm({ workspace, place, initial, draft, firstStep, isKept }: UseWizardFormOptions) {
  const [params, setParams] = useQueryStates(WIZARD_PARAMS)
  const step = params.step ?? firstStep
  const scope = [place.endpoint === null ? "endpoint" : "deployment", place.endpoint, place.deployment]
    .filter((part) => part !== null)
    .join(":")
  const [{ store, keeper, steps }] = useState(() => {
    const opened = createFormStore(step)
    const drafts = new DraftKeeper(
      draft,
      draftPorts({
        workspace,
        kind: place.endpoint === null ? "online-endpoint" : "online-deployment",
        schemaVersion: FORM_VERSION,
        scope,
        onCreated: (id) => void setParams({ draft: id }),
      }),
    )
    const forms = createFormStore(initial, (next) => isKept && drafts.change(toSnapshot(next, opened.get(), place)))
    return { store: forms, keeper: drafts, steps: opened }
  })
  const form = useSyncExternalStore(store.subscribe, store.get, store.get)

  // What this browser kept of a visit that ended before the server had it: known only here, so after the first paint.
  const kept = mirrorKey(workspace, draft?.id ?? scope)
  useEffect(() => {
    const left = readMirror(kept)
    if (left !== null) store.update(() => fromPayload(left.payload))
  }, [kept, store])

  return {
    store,
    keeper,
    form,
    step,
    view: params.view,
    show: (view: "form" | "yaml") => void setParams({ view }),
    go: (next: StepId) => {
      steps.update(() => next)
      // A draft goes on at the step where it was left.
      if (isKept && keeper.getState().status !== "clean") keeper.change(toSnapshot(store.get(), next, place))
      void setParams({ step: next, view: null })
    },
  }
}
