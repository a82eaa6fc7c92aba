import { connection } from "next/server"

import { messages, readSharedHealth } from "#lib/http/contract.ts"
import { apiPaths } from "#lib/urls/contract.ts"

export default async function StartPage() {
  await connection()
  const { processes } = await readSharedHealth()
  return (
    <main>
      <h1>{messages.title}</h1>
      <p>{messages.tagline}</p>
      <p>{messages.about}</p>
      <h2>{messages.processes}</h2>
      <ul>
        {Object.entries(processes).map(([name, state]) => (
          <li key={name}>
            {name}: {messages.states[state]}
          </li>
        ))}
      </ul>
      <h2>{messages.use}</h2>
      <p>{messages.cli}</p>
      <p>
        {messages.api} <a href={apiPaths.openapi}>{apiPaths.openapi}</a>
      </p>
    </main>
  )
}
