import { ApiError, toApiError } from "#components/data/api-error.ts"
import { reach, readProblem } from "#components/data/send-json.ts"

/**
 * Reads lines of text as they arrive, many at a time.
 *
 * @throws ApiError also when the connection breaks in the middle; an abort stays one
 */
export async function readStream(
  path: string,
  { signal, onLines }: { signal: AbortSignal; onLines: (lines: readonly string[]) => void },
): Promise<void> {
  const response = await reach(path, { signal, headers: { accept: "text/plain" } })
  if (!response.ok) throw readProblem(response, await response.text())
  if (!response.body) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  // Told at once that it is open, also when there is no line yet.
  onLines([])
  let rest = ""
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      const lines = (rest + step.value).split("\n")
      rest = lines.pop() ?? ""
      if (lines.length > 0) onLines(lines)
    }
  } catch (error) {
    if (signal.aborted) throw error
    throw new ApiError(0, { code: "unreachable", message: toApiError(error).message }, null, error)
  }
  if (rest !== "") onLines([rest])
}
