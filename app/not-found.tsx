import { messages } from "#lib/http/contract.ts"

export default function NotFound() {
  return (
    <main>
      <h1>{messages.notFound}</h1>
      <p>{messages.notFoundHint}</p>
    </main>
  )
}
