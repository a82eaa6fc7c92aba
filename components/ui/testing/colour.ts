/** Linear sRGB, each from 0 to 1. */
type Rgb = readonly [red: number, green: number, blue: number]

/** How people see colours: all of them, without red, green or blue cones. */
export const SIGHTS = ["normal", "protan", "deutan", "tritan"] as const
export type Sight = (typeof SIGHTS)[number]

type Matrix = readonly [Rgb, Rgb, Rgb]

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear sRGB. */
const SEEN: Readonly<Record<Exclude<Sight, "normal">, Matrix>> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}
/** Ottosson 2020: linear sRGB to cone responses, and their cube roots to OKLab. */
const TO_CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
]
const TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
]
/** WCAG 2.2, relative luminance. */
const LUMINANCE: Rgb = [0.2126, 0.7152, 0.0722]

const dot = (one: Rgb, other: Rgb) => one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
const times = ([a, b, c]: Matrix, colour: Rgb): Rgb => [dot(a, colour), dot(b, colour), dot(c, colour)]
const clamp = (value: number) => Math.min(1, Math.max(0, value))

function channel(hex: string, at: number): number {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

const parse = (hex: string): Rgb => [channel(hex, 1), channel(hex, 3), channel(hex, 5)]

/** Contrast of two colours `#rrggbb` as WCAG 2.2 counts it, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [dot(parse(one), LUMINANCE), dot(parse(other), LUMINANCE)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** What a colour `#rrggbb` looks like to people with this sight. */
export function simulate(hex: string, sight: Sight): Rgb {
  const colour = parse(hex)
  if (sight === "normal") return colour
  const [red, green, blue] = times(SEEN[sight], colour)
  return [clamp(red), clamp(green), clamp(blue)]
}

/** How different two colours look: OKLab distance times 100. */
export function distance(one: Rgb, other: Rgb): number {
  const [a, b] = [lab(one), lab(other)]
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

function lab(colour: Rgb): Rgb {
  const [l, m, s] = times(TO_CONES, colour)
  return times(TO_LAB, [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)])
}
