const KEY = "\u001B[34m"
const TEXT = "\u001B[32m"
const OTHER = "\u001B[36m"
const END = "\u001B[0m"

/** JSON text with terminal colours for keys, texts and other values. */
export function colourJson(text: string): string {
  return text.replace(
    /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (all, word, colon) => {
      if (word === undefined) return `${OTHER}${all}${END}`
      return colon === undefined ? `${TEXT}${word}${END}` : `${KEY}${word}${END}${colon}`
    },
  )
}
