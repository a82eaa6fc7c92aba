const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const

/** A size as a number and its unit, decimal: 1,200,000 is 1.2 megabytes. For `useFormatter().number`. */
export function scaleBytes(bytes: number): { readonly value: number; readonly unit: (typeof UNITS)[number] } {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  return { value: bytes / 1000 ** power, unit: UNITS[power] ?? "byte" }
}
