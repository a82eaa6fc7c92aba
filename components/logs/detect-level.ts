import type { Level } from "./log-line.ts"

/** How much of a line is looked at for a word of a level: further on it is likely a part of a message. */
const HEAD_CHARS = 80

/** Caudal's own form: `W [17] [request] logger - text`. */
const TAGGED = /^([CDEFIW]) \[\d+\] \[[^\]]*\] (\S+) - /
const LETTERS: Readonly<Record<string, Level>> = {
  C: "error",
  F: "error",
  E: "error",
  W: "warn",
  I: "info",
  D: "debug",
}

const WORD = /\b(?:FATAL|CRITICAL|ERROR|WARN|WARNING|INFO|NOTICE|DEBUG|TRACE)\b/
const JSON_LEVEL = /^\s*\{.*?"(?:level|levelname|severity|lvl)"\s*:\s*"([a-z]+)"/i
const FIRST_WORD = /^(?:\S+: )?(fatal|critical|error|warning|warn|info|debug|trace)\b(?:\[|:|\s*[-|])/i
/** The first and the last line of a Python traceback. */
const TRACEBACK = /^(?:Traceback \(most recent|(?:[\w.]+\.)?\w*(?:Error|Exception|Interrupt|SystemExit)(?:: |$))/

const NAMES: Readonly<Record<string, Level>> = {
  fatal: "error",
  critical: "error",
  error: "error",
  warning: "warn",
  warn: "warn",
  notice: "info",
  info: "info",
  debug: "debug",
  trace: "debug",
}

/**
 * How much a line matters: by the form that Caudal's runtime writes, else by what loggers usually write. Indented lines
 * belong to the one before.
 */
export function detectLevel(plain: string, before: Level): Level {
  const tagged = TAGGED.exec(plain)
  if (tagged) {
    const own = LETTERS[tagged[1] ?? ""] ?? "info"
    // What is printed may come from a logger of the script's own, which knows better.
    return tagged[2] === "print" ? (levelOfText(plain.slice(tagged[0].length)) ?? own) : own
  }
  return levelOfText(plain) ?? (/^\s+\S/.test(plain) ? before : "other")
}

function levelOfText(text: string): Level | null {
  if (text.startsWith("{")) return levelOfName(JSON_LEVEL.exec(text)?.[1])
  if (TRACEBACK.test(text)) return "error"
  if (/^\s/.test(text)) return null
  return levelOfName(FIRST_WORD.exec(text)?.[1] ?? WORD.exec(text.slice(0, HEAD_CHARS))?.[0])
}

function levelOfName(name: string | undefined): Level | null {
  return name === undefined ? null : (NAMES[name.toLowerCase()] ?? null)
}
