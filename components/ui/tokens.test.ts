import { readFileSync } from "node:fs"
import path from "node:path"

import { describe, expect, test } from "vitest"

import { contrast, distance, simulate, SIGHTS } from "./testing/colour.ts"

/** Every token of `light-dark(a, b)` in the styles of the pages, by name. */
const css = readFileSync(path.resolve(import.meta.dirname, "../../app/globals.css"), "utf8")
const pairs = [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)]
const THEMES = ["light", "dark"] as const
const tokens = {
  light: new Map(pairs.map(([, name = "", light = ""]) => [name, light])),
  dark: new Map(pairs.map(([, name = "", , dark = ""]) => [name, dark])),
}

const TEXT_MIN = 4.5
const GRAPHIC_MIN = 3
/** OKLab distance x 100 under which two series look alike. */
const SERIES_DISTANCE_MIN = 10

const BACKGROUNDS = ["bg", "panel"] as const
const TEXTS = ["fg", "fg-2", "accent", "ok", "warn", "bad", "info", "mute"] as const
const GRAPHICS = ["line-strong", "focus", "chart-1", "chart-2", "chart-3", "chart-4", "chart-5"] as const
const CHARTS = ["chart-1", "chart-2", "chart-3", "chart-4", "chart-5"] as const
/** Text on a ground of its own. */
const ON_GROUND = [
  ["on-accent", "accent"],
  ["accent", "accent-soft"],
  ["fg", "accent-soft"],
  ["ok", "ok-soft"],
  ["warn", "warn-soft"],
  ["bad", "bad-soft"],
  ["info", "info-soft"],
  ["mute", "mute-soft"],
  ["fg-2", "mute-soft"],
  ["fg", "panel-2"],
  ["fg-2", "panel-2"],
  ["bad", "panel-2"],
] as const

describe.each(THEMES)("in the %s theme", (theme) => {
  const colour = (name: string) => {
    const found = tokens[theme].get(name)
    if (found === undefined) throw new Error(`app/globals.css has no --${name}`)
    return found
  }

  test("text can be read: at least 4.5 to 1", () => {
    for (const ground of BACKGROUNDS) {
      for (const text of TEXTS) {
        expect(contrast(colour(text), colour(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(TEXT_MIN)
      }
    }
    for (const [text, ground] of ON_GROUND) {
      expect(contrast(colour(text), colour(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(TEXT_MIN)
    }
  })

  test("edges of fields, focus and series can be seen: at least 3 to 1", () => {
    for (const ground of BACKGROUNDS) {
      for (const name of GRAPHICS) {
        expect(contrast(colour(name), colour(ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(GRAPHIC_MIN)
      }
    }
  })

  test("series differ for people who see colours otherwise too", () => {
    for (const sight of SIGHTS) {
      for (const [index, one] of CHARTS.entries()) {
        for (const other of CHARTS.slice(index + 1)) {
          const apart = distance(simulate(colour(one), sight), simulate(colour(other), sight))
          expect(apart, `${one} and ${other} with ${sight} sight`).toBeGreaterThanOrEqual(SERIES_DISTANCE_MIN)
        }
      }
    }
  })
})

test("no colour stands outside of the tokens", () => {
  const rest = css.replaceAll(/--[\w-]+:\s*light-dark\([^)]*\)/g, "").replaceAll(/--shadow-float:[^;]*;/g, "")
  expect(rest.match(/#[0-9a-f]{3,8}\b/gi)).toBeNull()
})
