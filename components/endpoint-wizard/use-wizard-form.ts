"use client"

import { useQueryStates } from "nuqs"
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react"

import { useViewer } from "#components/identity/viewer.tsx"
import { DraftKeeper } from "#components/wizard/draft-keeper.ts"
import type { SavedDraft } from "#components/wizard/draft-keeper.ts"
import { draftPorts, mirrorKey, readMirror } from "#components/wizard/draft-ports.ts"
import { createFormStore } from "#components/wizard/form-store.ts"

import { fromPayload, kindOf, toSnapshot } from "./draft-payload.ts"
import type { DraftPlace } from "./draft-payload.ts"
import type { StepId } from "./form/steps.ts"
import { FORM_VERSION } from "./form/wizard-form.ts"
import type { WizardForm } from "./form/wizard-form.ts"
import { WIZARD_PARAMS } from "./wizard-params.ts"

interface UseWizardFormOptions {
  readonly workspace: string
  readonly place: DraftPlace
  readonly initial: WizardForm
  /** Variables of the deployment that is changed: no draft keeps their secrets. */
  readonly known: Readonly<Record<string, string>>
  /** As it was when the form was opened. */
  readonly draft: SavedDraft | null
  readonly firstStep: StepId
  /** Whether the person may keep drafts at all. */
  readonly isKept: boolean
}

/** The form, its draft on the server and its step in the address. */
export function useWizardForm(options: UseWizardFormOptions) {
  const { workspace, place, initial, known, draft, firstStep, isKept } = options
  const user = useViewer().me.user.id
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
        user,
        kind: kindOf(place),
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
  const kept = mirrorKey({ workspace, user, draft: draft?.id ?? scope })
  const takeUp = useEffectEvent(() => {
    const left = readMirror(kept)
    if (left === null) return
    // A newer revision, of another tab or computer, is not overwritten by it: the person says which of the two goes on.
    if (left.baseRevision !== null) keeper.rebase(left.baseRevision, left.unsure)
    store.update(() => fromPayload(left.payload, known))
  })
  useEffect(() => takeUp(), [kept, store])

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
