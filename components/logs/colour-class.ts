/** Where on the colour wheel, degrees, a colour of a terminal becomes the next of ours. */
const HUES = [
  { below: 20, text: "text-bad", fill: "bg-bad-soft" },
  { below: 75, text: "text-warn", fill: "bg-warn-soft" },
  { below: 165, text: "text-ok", fill: "bg-ok-soft" },
  { below: 200, text: "text-info", fill: "bg-info-soft" },
  { below: 270, text: "text-accent", fill: "bg-accent-soft" },
  { below: 335, text: "text-chart-5", fill: "bg-mute-soft" },
  { below: 360, text: "text-bad", fill: "bg-bad-soft" },
] as const
/** Colours with less difference between their parts than this are greys. */
const GREY = 24

/**
 * A colour of a terminal ("187, 0, 0") as one of the page's own: what a program picked for black ground is readable on
 * both themes.
 */
export function colourClass(rgb: string, use: "text" | "fill"): string {
  const [red = 0, green = 0, blue = 0] = rgb.split(",").map(Number)
  const max = Math.max(red, green, blue)
  const spread = max - Math.min(red, green, blue)
  if (spread < GREY) {
    const isMiddle = max > 64 && max < 200
    return use === "fill" ? "bg-mute-soft" : isMiddle ? "text-fg-2" : "text-fg"
  }
  const hue = hueOf([red, green, blue], max, spread)
  return HUES.find(({ below }) => hue < below)?.[use] ?? ""
}

function hueOf([red, green, blue]: readonly [number, number, number], max: number, spread: number): number {
  if (max === red) return (60 * ((green - blue) / spread) + 360) % 360
  if (max === green) return 60 * ((blue - red) / spread) + 120
  return 60 * ((red - green) / spread) + 240
}
