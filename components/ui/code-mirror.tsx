"use client"

import { json } from "@codemirror/lang-json"
import { yaml } from "@codemirror/lang-yaml"
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language"
import { Prec } from "@codemirror/state"
import { keymap } from "@codemirror/view"
import { tags } from "@lezer/highlight"
import { basicSetup, EditorView } from "codemirror"
import { useEffect, useEffectEvent, useRef } from "react"

const LANGUAGES = { json: () => [json()], yaml: () => [yaml()], text: () => [] } as const

export interface CodeEditorProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onBlur?: () => void
  /** Ctrl or Cmd with Enter. */
  readonly onSubmit?: () => void
  readonly language: keyof typeof LANGUAGES
  /** Its name for readers; the label of its field. */
  readonly label: string
  readonly describedBy?: string | undefined
  readonly isInvalid?: boolean
}

/** Tokens of the page; the editor's own colours are for one theme only. */
const THEME = EditorView.theme({
  "&": { fontSize: "0.8125rem", backgroundColor: "var(--panel)", color: "var(--fg)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "2px" },
  ".cm-content": { fontFamily: "var(--font-mono, monospace)", caretColor: "var(--fg)" },
  ".cm-scroller": { minHeight: "8rem", maxHeight: "28rem", overflow: "auto" },
  ".cm-gutters": { backgroundColor: "var(--panel-2)", color: "var(--fg-2)", borderRightColor: "var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--panel-2)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-soft) !important",
  },
  ".cm-cursor": { borderLeftColor: "var(--fg)" },
})

const COLOURS = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.propertyName, tags.keyword, tags.definition(tags.propertyName)], color: "var(--info)" },
    { tag: [tags.string, tags.special(tags.string)], color: "var(--ok)" },
    { tag: [tags.number, tags.bool, tags.null], color: "var(--warn)" },
    { tag: tags.comment, color: "var(--fg-2)", fontStyle: "italic" },
  ]),
)

/** CodeMirror with the page's colours. Tab leaves it, so that nobody is caught (WCAG 2.1.2). */
export function CodeMirrorEditor(props: CodeEditorProps) {
  const { value, language, label, describedBy, isInvalid = false } = props
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const tell = useEffectEvent((text: string) => text !== props.value && props.onChange(text))
  const submit = useEffectEvent(() => {
    props.onSubmit?.()
    return props.onSubmit !== undefined
  })
  const blur = useEffectEvent(() => props.onBlur?.())
  const firstText = useEffectEvent(() => props.value)

  // CodeMirror keeps its own document outside React.
  useEffect(() => {
    if (host.current === null) return undefined
    const view = new EditorView({
      parent: host.current,
      doc: firstText(),
      extensions: [
        basicSetup,
        THEME,
        COLOURS,
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => submit() }])),
        EditorView.lineWrapping,
        LANGUAGES[language](),
        EditorView.contentAttributes.of({
          "aria-label": label,
          // Its scrolled part is reached with the keyboard (WCAG 2.1.1).
          tabindex: "0",
          ...(describedBy === undefined ? {} : { "aria-describedby": describedBy }),
        }),
        EditorView.updateListener.of(({ docChanged, state }) => docChanged && tell(state.doc.toString())),
        EditorView.domEventHandlers({ blur: () => blur() }),
      ],
    })
    editor.current = view
    return () => view.destroy()
  }, [language, label, describedBy])

  useEffect(() => {
    const view = editor.current
    if (view === null || view.state.doc.toString() === value) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } })
  }, [value])

  return (
    <div
      ref={host}
      data-invalid={isInvalid || undefined}
      className="min-w-0 overflow-hidden rounded-md border border-line-strong data-invalid:border-bad"
    />
  )
}
