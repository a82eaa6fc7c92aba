const WHOLE = /^([+-]?)(\d{1,3})\s*%?$/
const FRACTION = /^(\d{1,4})\s*\/\s*(\d{1,4})$/

/**
 * Reads a share as people write one: `25`, `25%`, `1/4`, or by how much it changes: `+5`, `-5`.
 *
 * @param current what `+5` and `-5` start from
 * @returns whole percent from 0 to 100, or null for anything else
 */
export function parseShare(text: string, current: number): number | null {
  const typed = text.trim()
  const whole = WHOLE.exec(typed)
  if (whole) {
    const value = Number(whole[2])
    return inRange(whole[1] === "+" ? current + value : whole[1] === "-" ? current - value : value)
  }
  const fraction = FRACTION.exec(typed)
  if (!fraction || Number(fraction[2]) === 0) return null
  return inRange(Math.round((100 * Number(fraction[1])) / Number(fraction[2])))
}

function inRange(percent: number): number | null {
  return percent >= 0 && percent <= 100 ? percent : null
}
