"use client"

import dynamic from "next/dynamic"

import type { CodeEditorProps } from "./code-mirror.tsx"

/** An editor for text of many lines. Its code is loaded when the first one is drawn. */
const Editor = dynamic(async () => (await import("./code-mirror.tsx")).CodeMirrorEditor, {
  ssr: false,
  loading: () => <div aria-hidden className="h-48 rounded-md border border-line-strong bg-panel-2" />,
})

export function CodeEditor(props: CodeEditorProps) {
  return <Editor {...props} />
}
