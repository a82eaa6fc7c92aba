/** Tags as they are: names and values, in the order of their names. */
export function TagList({ tags, none }: { readonly tags: Readonly<Record<string, string>>; readonly none: string }) {
  const entries = Object.entries(tags).toSorted(([a], [b]) => a.localeCompare(b))
  if (entries.length === 0) return <span className="text-fg-2">{none}</span>
  return (
    <ul className="flex flex-wrap gap-1">
      {entries.map(([name, value]) => (
        <li key={name} className="max-w-full rounded-sm border border-line bg-panel-2 px-1.5 text-sm">
          {name}
          {value !== "" && <span className="text-fg-2">: {value}</span>}
        </li>
      ))}
    </ul>
  )
}
