import { SetupForm } from "#components/setup/setup-form.tsx"
import { messages } from "#lib/http/contract.ts"

export default function SetupPage() {
  return (
    <main>
      <h1>{messages.setup.title}</h1>
      <p>{messages.setup.about}</p>
      <SetupForm />
    </main>
  )
}
