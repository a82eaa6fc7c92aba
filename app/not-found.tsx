import { NotFoundNote } from "#components/shell/not-found-note.tsx"

export default function NotFound() {
  return (
    <main id="content" className="mx-auto max-w-prose p-6">
      <NotFoundNote />
    </main>
  )
}
