"use client"

import { CodeSection } from "./code-section.tsx"
import { EnvironmentSection } from "./environment-section.tsx"
import { VariablesSection } from "./variables-section.tsx"

/** The scoring script, what it needs installed, and its settings. */
export function CodeStep() {
  return (
    <>
      <CodeSection />
      <EnvironmentSection />
      <VariablesSection />
    </>
  )
}
