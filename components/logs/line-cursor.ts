import { readHeadline, splitTime } from "./line-parser.ts"

/** What a line of a stream is to somebody who has read a part of it before. */
export type Reading = "new" | "known" | "after-gap"

/** How far an instance's lines have been read: the newest time, and how many lines have it. */
interface Mark {
  readonly at: string
  readonly count: number
}

/**
 * Remembers how far a log has been read, so that a stream that was opened again shows no line twice. Lines have no numbers,
 * but times that never go back: those before the newest known time are known, and of those at it as many as there were.
 */
export class LineCursor {
  #speaker = ""
  #mark: Mark | null = null
  /** Lines at the mark that are still to come again; null once the stream has caught up. */
  #skips: number | null = null
  /** Whether the stream was opened again and nothing known has come yet. */
  #isFresh = false

  /** The stream begins again, with lines from before. */
  restart(): void {
    this.#isFresh = this.#mark !== null
    this.#skips = this.#mark?.count ?? null
  }

  read(raw: string): Reading {
    const [at, text] = splitTime(raw, "")
    const speaker = readHeadline(text)
    if (speaker !== null) return this.#turnTo(speaker)
    if (this.#skips === null || this.#mark === null) return this.#note(at, "new")
    const isBefore = at < this.#mark.at
    if (isBefore || (at === this.#mark.at && this.#skips > 0)) {
      this.#isFresh = false
      if (!isBefore) this.#skips--
      return "known"
    }
    // Nothing known came again: more was written meanwhile than the stream brought along.
    const reading = this.#isFresh ? "after-gap" : "new"
    this.#skips = null
    return this.#note(at, reading)
  }

  #turnTo(speaker: string): Reading {
    if (this.#skips !== null && speaker === this.#speaker) return "known"
    this.#speaker = speaker
    this.#mark = null
    this.#skips = null
    return "new"
  }

  #note(at: string, reading: Reading): Reading {
    this.#mark = { at, count: this.#mark?.at === at ? this.#mark.count + 1 : 1 }
    return reading
  }
}
