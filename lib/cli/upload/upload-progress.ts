import type { Terminal } from "../terminal.ts"

const BAR = 24

/** `12.3 MB`, decimal units. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ["kB", "MB", "GB", "TB"]
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** power).toFixed(1)} ${units[power - 1]}`
}

/** One line of a bar: `[#####     ]  41 %  1.2 MB of 3.0 MB`. */
export function renderBar(done: number, total: number): string {
  const share = total === 0 ? 1 : done / total
  const filled = Math.round(share * BAR)
  const percent = String(Math.floor(share * 100)).padStart(3)
  return `[${"#".repeat(filled)}${" ".repeat(BAR - filled)}] ${percent} %  ${formatBytes(done)} of ${formatBytes(total)}`
}

/** Shows an upload: a bar that is redrawn where a person watches, otherwise a plain line at the end. */
export function createUploadProgress(terminal: Terminal, tell: (line: string) => void, label: string) {
  return {
    show: (done: number, total: number) => {
      if (terminal.isErrTty) terminal.err(`\r${label} ${renderBar(done, total)}\u001B[K`)
    },
    /** Takes the bar away, also for an error that is told in its place. */
    clear: () => {
      if (terminal.isErrTty) terminal.err("\r\u001B[K")
    },
    end: (sentBytes: number, files: number) => {
      const what = files === 1 ? "1 file" : `${files} files`
      tell(
        sentBytes === 0 ? `${label}: ${what}, all there already` : `${label}: ${what}, ${formatBytes(sentBytes)} sent`,
      )
    },
  }
}
