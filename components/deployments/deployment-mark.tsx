import type { DeploymentLook } from "./deployment-look.ts"

const SHAPES: Readonly<Record<DeploymentLook["mark"], string>> = {
  circle: "M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1Z",
  triangle: "M6 1 11.5 11h-11Z",
  square: "M1.5 1.5h9v9h-9Z",
  diamond: "M6 0.5 11.5 6 6 11.5 0.5 6Z",
  cross: "M4 1h4v3h3v4H8v3H4V8H1V4h3Z",
}

/** A colour of the palette as CSS. */
export function lookColour({ slot }: DeploymentLook): string {
  return slot === null ? "var(--mute)" : `var(--chart-${slot})`
}

/** The mark of a deployment; its name stands beside it. */
export function DeploymentMark({ look }: { readonly look: DeploymentLook }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden className="inline-block size-3 shrink-0" style={{ fill: lookColour(look) }}>
      <path d={SHAPES[look.mark]} />
    </svg>
  )
}
