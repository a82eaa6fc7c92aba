import { createParser, parseAsString, parseAsStringLiteral } from "nuqs"

import { STEPS } from "./form/steps.ts"
import type { StepId } from "./form/steps.ts"

/** Words that other pages use for a step. */
const ALIASES: Readonly<Record<string, StepId>> = { environment: "code", probes: "runtime", scale: "compute" }

const step = createParser<StepId>({
  parse: (text) => STEPS.find((one) => one === text) ?? ALIASES[text] ?? null,
  serialize: (value) => value,
})

/** What of the wizard is in the address. */
export const WIZARD_PARAMS = {
  step: step.withOptions({ history: "push" }),
  view: parseAsStringLiteral(["form", "yaml"] as const)
    .withDefault("form")
    .withOptions({ history: "push" }),
  draft: parseAsString.withOptions({ history: "replace" }),
}
