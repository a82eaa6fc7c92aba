"use client"

import { useRouter } from "next/navigation"
import dynamic from "next/dynamic"
import { useState } from "react"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"

import { newKey } from "#components/data/new-key.ts"
import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { usePermission } from "#components/identity/use-permission.ts"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Segmented } from "#components/ui/segmented.tsx"
import { useUpload } from "#components/upload/use-upload.ts"
import type { Picked } from "#components/upload/picked.ts"
import { DraftChip } from "#components/wizard/draft-chip.tsx"
import { DraftConflict } from "#components/wizard/draft-conflict.tsx"
import type { SavedDraft } from "#components/wizard/draft-keeper.ts"
import { StepWizard } from "#components/wizard/step-wizard.tsx"
import { useFlushOnLeave } from "#components/wizard/use-flush-on-leave.ts"
import { useLeaveGuard } from "#components/wizard/use-leave-guard.ts"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import { apiPaths, fillPath, pagePaths } from "#lib/urls/contract.ts"

import { EditNotices } from "./edit-notices.tsx"
import { focusField } from "./focus-field.ts"
import { failingStep } from "./form/failure-step.ts"
import { STEPS, stepsOf } from "./form/steps.ts"
import type { StepId, WizardMode } from "./form/steps.ts"
import { takenProblems } from "./form/taken-problems.ts"
import { validateForm } from "./form/validate-form.ts"
import type { DeploymentForm, WizardForm } from "./form/wizard-form.ts"
import { ProblemSummary } from "./problem-summary.tsx"
import { Refused } from "./refused.tsx"
import { sendForm } from "./send-form.ts"
import { sendWrittenCode } from "./send-written-code.ts"
import { StepContent } from "./step-content.tsx"
import { Summary } from "./summary.tsx"
import { uploadOf } from "./upload-of.ts"
import { useNameCheck } from "./use-name-check.ts"
import { useProblems } from "./use-problems.ts"
import { useWizardForm } from "./use-wizard-form.ts"
import { WizardContext } from "./wizard-context.ts"

/** Brings a parser of YAML along; most people never open it. */
const YamlView = dynamic(async () => (await import("./yaml-view.tsx")).YamlView)

interface EndpointWizardProps {
  readonly workspace: string
  readonly mode: WizardMode
  readonly title: string
  /** The page's endpoint; null where one is made. */
  readonly endpoint: string | null
  readonly original: OnlineDeploymentView | null
  readonly initial: WizardForm
  readonly draft: (SavedDraft & { readonly step: string }) | null
  /** Names of deployments that the endpoint has already. */
  readonly takenNames: readonly string[]
  /** Other ways to come to the same. */
  readonly actions?: ReactNode
}

/** The form for an endpoint, for one more deployment of it, or for a new revision of one. */
export function EndpointWizard(props: EndpointWizardProps) {
  const { workspace, mode, title, endpoint, initial, draft, takenNames, actions } = props
  // As it was when the form was opened: what changes meanwhile is said, and not taken over.
  const [original] = useState(props.original)
  const t = useTranslations("wizard")
  const router = useRouter()
  const permission = usePermission(mode === "endpoint" ? "endpoints/write" : "deployments/write")
  const place = { endpoint, deployment: mode === "edit" ? (original?.name ?? null) : null }
  const wizard = useWizardForm({
    workspace,
    place,
    initial,
    known: mode === "edit" && original ? original.environment_variables : {},
    draft,
    firstStep: STEPS.find((one) => one === draft?.step) ?? (mode === "endpoint" ? "basics" : "model"),
    isKept: permission.isAllowed,
  })
  const { store, keeper, form, go: open } = wizard
  useFlushOnLeave(keeper)

  const ids = stepsOf(mode, form)
  const step = ids.includes(wizard.step) ? wizard.step : (ids[0] ?? "review")
  const endpointName = endpoint ?? form.endpoint.name.trim()
  const isOwn = form.createdEndpoint === endpointName && endpointName !== ""
  // A form that was changed is another request: sent under the key of the last one it would be refused.
  const setForm = (change: (all: WizardForm) => Partial<WizardForm>) =>
    store.update((all) => ({ ...all, ...change(all), submissionKey: newKey() }))
  const setDeployment = (change: Partial<DeploymentForm>) =>
    setForm((all) => ({ deployment: { ...all.deployment, ...change } }))

  const sending = useChange(
    async () => {
      store.update((all) => ({ ...all, submissionKey: all.submissionKey || newKey() }))
      await keeper.flush()
      await sendForm(await sendWrittenCode(workspace, store), {
        workspace,
        mode,
        endpointName,
        onEndpoint: () => store.update((all) => ({ ...all, createdEndpoint: endpointName })),
      })
    },
    {
      onDone: () => {
        const { saved } = keeper.getState()
        keeper.stop()
        if (saved)
          void sendJson("DELETE", fillPath(apiPaths.draft, { workspace, draft: saved.id })).catch(() => undefined)
        router.push(
          mode === "endpoint"
            ? pagePaths.endpoint(workspace, endpointName)
            : pagePaths.endpointTab(workspace, endpointName, "deployments"),
        )
      },
    },
  )
  const isSending = sending.isPending || sending.isSuccess
  const nameCheck = useNameCheck(
    workspace,
    form.endpoint.name,
    mode === "endpoint" && permission.isAllowed && !isOwn && !isSending,
  )
  // What the form makes must not look like what was there before.
  const problems = isSending
    ? []
    : [
        ...takenProblems(form, mode, { endpointTaken: nameCheck.state === "taken", takenNames }),
        ...validateForm(form, mode, endpointName),
      ]
  const failing = mode === "edit" && original ? failingStep(original) : null
  const said = useProblems(problems, ids, step)

  const useFiles = (kind: "model" | "code", key: "modelUpload" | "codeUpload") => ({
    workspace,
    kind,
    onBegin: (picked: Picked) => setDeployment({ [key]: uploadOf(picked, null) }),
    onDone: (picked: Picked, reference: string) => {
      setDeployment({ [key]: uploadOf(picked, reference) })
      void keeper.flush()
    },
  })
  const uploads = {
    model: useUpload(useFiles("model", "modelUpload")),
    code: useUpload(useFiles("code", "codeUpload")),
  }
  useLeaveGuard(uploads.model.state.phase === "running" || uploads.code.state.phase === "running")

  function go(next: StepId, field?: string) {
    if (next !== step) said.leave(step)
    open(next)
    if (field !== undefined) focusField(field)
  }

  function submit() {
    said.submit()
    if (problems.length === 0) sending.mutate()
  }

  return (
    <WizardContext
      value={{
        workspace,
        mode,
        endpointName,
        original,
        form,
        setForm: (change) => setForm(() => change),
        setEndpoint: (change) => setForm((all) => ({ endpoint: { ...all.endpoint, ...change } })),
        setDeployment,
        touch: said.touch,
        errorOf: said.errorOf,
        go,
        isSending,
        uploads,
      }}
    >
      <PageHeader
        title={title}
        aside={permission.isAllowed && <DraftChip keeper={keeper} />}
        actions={
          <>
            {actions}
            <Segmented
              label={t("view")}
              value={wizard.view}
              options={[
                { value: "form", label: t("viewForm") },
                { value: "yaml", label: t("as.yaml"), hint: "Ctrl+." },
              ]}
              onChange={wizard.show}
            />
          </>
        }
      />
      <StepWizard
        steps={said.steps.map((one) =>
          one.id === failing && one.state !== "error" ? { ...one, state: "warning" } : one,
        )}
        current={step}
        onGo={go}
        submitLabel={t(submitKey(mode, form), { endpoint: endpointName, deployment: form.deployment.name.trim() })}
        isSubmitting={isSending}
        forbidden={permission.reason}
        onSubmit={submit}
        onSave={() => void keeper.flush()}
        heading={wizard.view === "yaml" ? t("as.yaml") : null}
        onToggle={() => wizard.show(wizard.view === "yaml" ? "form" : "yaml")}
        summary={<Summary />}
        notices={
          <>
            <DraftConflict keeper={keeper} />
            <EditNotices />
            {said.isSubmitted && <ProblemSummary problems={problems} textOf={said.textOf} />}
            {sending.error && <Refused error={sending.error} />}
          </>
        }
      >
        {wizard.view === "yaml" ? (
          <YamlView />
        ) : (
          <StepContent
            step={step}
            nameCheck={nameCheck}
            problems={problems}
            textOf={said.textOf}
            prepare={async () => await sendWrittenCode(workspace, store)}
          />
        )}
      </StepWizard>
    </WizardContext>
  )
}

function submitKey(mode: WizardMode, form: WizardForm) {
  if (mode === "edit") return "submitEdit"
  if (mode === "deployment") return "submitDeployment"
  return form.hasDeployment ? "submitBoth" : "submitEndpoint"
}
