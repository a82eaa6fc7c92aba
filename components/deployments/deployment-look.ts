/** What a deployment looks like on every page and chart: colour and mark, never colour alone. */
export interface DeploymentLook {
  /** Slot of the palette, 1 to 5; null is grey. */
  readonly slot: 1 | 2 | 3 | 4 | 5 | null
  readonly mark: "circle" | "triangle" | "square" | "diamond" | "cross"
}

const LOOKS: readonly DeploymentLook[] = [
  { slot: 1, mark: "circle" },
  { slot: 2, mark: "triangle" },
  { slot: 3, mark: "square" },
  { slot: 4, mark: "diamond" },
  { slot: 5, mark: "cross" },
]
const OTHER: DeploymentLook = { slot: null, mark: "circle" }
/** Deployments that are called by a colour get it. */
const NAMED: Readonly<Record<string, number>> = { blue: 0, green: 1 }

/**
 * The looks of an endpoint's deployments, by name. They follow the order of creation, so they stay when shares change or
 * another deployment comes after them. After the fifth all are grey.
 *
 * @param names in order of creation
 */
export function assignLooks(names: readonly string[]): ReadonlyMap<string, DeploymentLook> {
  const taken = new Set(names.flatMap((name) => NAMED[name.toLowerCase()] ?? []))
  const free = LOOKS.filter((_, index) => !taken.has(index))
  return new Map(
    names.map((name) => {
      const own = NAMED[name.toLowerCase()]
      return [name, (own === undefined ? free.shift() : LOOKS[own]) ?? OTHER]
    }),
  )
}
