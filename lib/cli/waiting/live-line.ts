import type { Terminal } from "../terminal.ts"

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
const FRAME_MS = 120

/** One line of progress. */
export interface LiveLine {
  /** `text` is for the plain log and the spinner alike; a plain log gets a line only when it changed. */
  readonly show: (text: string) => void
  readonly stop: () => void
}

/** A spinner that is redrawn in place, with the seconds that have passed. */
function createSpinner(terminal: Terminal): LiveLine {
  let text = "waiting"
  let frame = 0
  const draw = () => {
    const seconds = Math.floor((frame * FRAME_MS) / 1000)
    const line = `${FRAMES[frame % FRAMES.length]} ${text}, ${seconds} s`
    terminal.err(`\r${line.slice(0, Math.max(20, terminal.columns - 1))}\u001B[K`)
    frame += 1
  }
  const timer = setInterval(draw, FRAME_MS)
  return {
    show: (next) => {
      text = next
    },
    stop: () => {
      clearInterval(timer)
      terminal.err("\r\u001B[K")
    },
  }
}

/** Progress as fits where stderr goes: a spinner for a person, a line per change for a pipe. */
export function createLiveLine(terminal: Terminal, tell: (line: string) => void): LiveLine {
  if (terminal.isErrTty) return createSpinner(terminal)
  let last: string | undefined
  return {
    show: (text) => {
      if (text !== last) tell(text)
      last = text
    },
    stop: () => {},
  }
}
