import { NotFoundNote } from "#components/shell/not-found-note.tsx"

export default function NotFound() {
  return <NotFoundNote />
}
