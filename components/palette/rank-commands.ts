/** What a command is found by. */
export interface Findable {
  readonly id: string
  readonly label: string
  /** More words that it is found by, for instance what it is about. */
  readonly words?: string
}

const MARKS = /\p{Diacritic}/gu
const plain = (text: string) => text.normalize("NFD").replaceAll(MARKS, "").toLowerCase()

const WORD_START = 8
const NEXT_TO_LAST = 5
const ANYWHERE = 1
const START = 10

/** How well `text` fits, or null if its letters do not come in this order. Starts of words count most, gaps least. */
export function fit(label: string, text: string): number | null {
  const [where, wanted] = [plain(label), plain(text).replaceAll(/\s+/g, "")]
  let at = -1
  let score = where.startsWith(wanted) ? START : 0
  for (const letter of wanted) {
    const next = bestNext(where, letter, at)
    if (next < 0) return null
    score += next === at + 1 ? NEXT_TO_LAST : isWordStart(where, next) ? WORD_START : ANYWHERE
    at = next
  }
  return score - where.length / 100
}

const isWordStart = (text: string, index: number) => index === 0 || /[^a-z0-9]/.test(text[index - 1] ?? "")

/** The letter right after the last one, else at the start of a word, else anywhere. */
function bestNext(text: string, letter: string, after: number): number {
  if (text[after + 1] === letter) return after + 1
  for (let index = after + 1; index < text.length; index++) {
    if (text[index] === letter && isWordStart(text, index)) return index
  }
  return text.indexOf(letter, after + 1)
}

/**
 * The commands that fit what was typed, the best first; what was used lately wins between equals. A name that holds the
 * text as it is always comes before one that holds its letters only.
 */
export function rankCommands<T extends Findable>(
  commands: readonly T[],
  text: string,
  recents: readonly string[],
): T[] {
  const scored = commands.flatMap((command) => {
    const own = fit(command.label, text)
    const byWords = command.words === undefined ? null : fit(`${command.label} ${command.words}`, text)
    const score = own ?? (byWords === null ? null : byWords / 2)
    if (score === null) return []
    const isWhole = plain(command.label).includes(plain(text))
    const recent = recents.indexOf(command.id)
    return [{ command, score: score + (isWhole ? START : 0) + (recent < 0 ? 0 : 3 - recent / 10) }]
  })
  return scored.toSorted((a, b) => b.score - a.score).map(({ command }) => command)
}
