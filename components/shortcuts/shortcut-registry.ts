import { asDigit, keyName, matchKeys } from "./match-keys.ts"

/** A key or a sequence of keys, and what it does. */
export interface Shortcut {
  /** `n`, `g e`, `mod+k`. */
  readonly keys: string
  /** What it does, for the sheet of shortcuts. */
  readonly label: string
  /** Of the whole studio, or of what is on the screen. */
  readonly group: "everywhere" | "here"
  readonly run: () => void
}

interface Entry {
  readonly layer: symbol
  readonly shortcut: Shortcut
}

const SEQUENCE_MS = 1000
const EMPTY: readonly Shortcut[] = []
/** The page itself, below every dialog. */
export const PAGE_LAYER = Symbol("page")

let entries: readonly Entry[] = []
let layers: readonly symbol[] = [PAGE_LAYER]
let active: readonly Shortcut[] = EMPTY
let ofPage: readonly Shortcut[] = EMPTY
let pending = ""
let pendingSince = 0
const listeners = new Set<() => void>()

function change(next: { entries?: readonly Entry[]; layers?: readonly symbol[] }): void {
  entries = next.entries ?? entries
  layers = next.layers ?? layers
  active = ofLayer(layers.at(-1))
  ofPage = ofLayer(PAGE_LAYER)
  for (const tell of listeners) tell()
}

/** The whole studio's first, so that what is on the screen overrides it, whichever of them was drawn first. */
function ofLayer(wanted: symbol | undefined): readonly Shortcut[] {
  const own = entries.filter(({ layer }) => layer === wanted).map(({ shortcut }) => shortcut)
  return [...own.filter(({ group }) => group === "everywhere"), ...own.filter(({ group }) => group === "here")]
}

/** Adds a shortcut to a layer. Answers how to take it away. */
export function addShortcut(layer: symbol, shortcut: Shortcut): () => void {
  const entry = { layer, shortcut }
  change({ entries: [...entries, entry] })
  return () => change({ entries: entries.filter((one) => one !== entry) })
}

/** Puts a layer over the others, whose shortcuts wait until it is gone. */
export function addLayer(layer: symbol): () => void {
  change({ layers: [...layers, layer] })
  return () => change({ layers: layers.filter((one) => one !== layer) })
}

/** Every shortcut of the page, whatever lies over it, for `useSyncExternalStore`. */
export const pageShortcuts = {
  subscribe: (tell: () => void): (() => void) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  },
  list: () => ofPage,
  listOnServer: () => EMPTY,
}

/** Runs what the key means, if it means something here. */
export function handleKey(event: KeyboardEvent, isOn: boolean): void {
  const isField = isTyping(event.target)
  const pressed = keyName(isField ? event : asDigit(event))
  if (pressed === null || event.defaultPrevented) return
  const hasModifier = /^(?:mod|alt)\+/.test(pressed)
  if (!hasModifier && (!isOn || isField || event.repeat)) return
  const isLate = event.timeStamp - pendingSince > SEQUENCE_MS
  const match = matchKeys(
    active.map(({ keys }) => keys),
    isLate ? "" : pending,
    pressed,
  )
  pending = match.pending
  pendingSince = event.timeStamp
  const shortcut = match.index === null ? undefined : active[match.index]
  if (!shortcut) return
  event.preventDefault()
  // A key that is held down acts once; the browser's own meaning of it does not come instead.
  if (!event.repeat) shortcut.run()
}

/** Runs a shortcut of the page by its keys, for buttons that do the same. */
export function runShortcut(keys: string): void {
  ofPage.findLast((one) => one.keys === keys)?.run()
}

const FIELDS = "textarea, select, [contenteditable=true], [role=textbox], [role=menu], [role=listbox], [role=combobox]"
const BUTTON_LIKE = new Set(["checkbox", "radio", "range", "button", "submit", "reset", "color", "file"])

/** Whether keys go into a field or choose in a list. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !BUTTON_LIKE.has(target.type)
  return target instanceof Element && target.closest(FIELDS) !== null
}
