/** How a step stands: not opened yet, without problems, with something to know, with something to mend. */
export type StepState = "todo" | "done" | "warning" | "error"

export interface Step<Id extends string = string> {
  readonly id: Id
  readonly title: string
  readonly state: StepState
}
