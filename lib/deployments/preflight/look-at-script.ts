/** What the text of a scoring script says of one of the functions that it must have. */
export type Sighting = "defined" | "unclear" | "absent"

/**
 * Looks for `init` and `run` in a scoring script without running it. What is defined at the top is there; what is only
 * imported, assigned, defined further in, or may come with a star import cannot be told without Python; a name that is
 * nowhere is not there. Pure.
 */
export function lookAtScript(text: string): { readonly init: Sighting; readonly run: Sighting } {
  const code = withoutComments(text)
  return { init: sight(code, "init"), run: sight(code, "run") }
}

function sight(code: string, name: string): Sighting {
  if (new RegExp(`^(?:async[ \\t]+)?def[ \\t]+${name}[ \\t]*\\(`, "m").test(code)) return "defined"
  const isNamed = new RegExp(`(?:^|[^\\w.])${name}(?:[^\\w]|$)`, "m").test(code)
  const mayBeImported =
    /^[ \t]*from[ \t]+\S+[ \t]+import[ \t]*\(?[ \t]*\*/m.test(code) || /\b(?:exec|globals|setattr)[ \t]*\(/.test(code)
  return isNamed || mayBeImported ? "unclear" : "absent"
}

/** Comments and docstrings name functions without defining them. Good enough for a look: strings in one line stay. */
function withoutComments(text: string): string {
  return text.replaceAll(/"""[\s\S]*?"""|'''[\s\S]*?'''/g, '""').replaceAll(/^[ \t]*#.*$/gm, "")
}
