/** Stands where content will be. Appears only when it takes long enough to be noticed. */
export function Skeleton({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div role="status" className="flex flex-col gap-2 [animation:appear_1ms_150ms_both]">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} aria-hidden className="h-(--row) animate-pulse rounded-md bg-panel-2" />
      ))}
    </div>
  )
}
