const REFERENCE = /^(?:azureml:)?\/?(?:.*\/models\/)?([^:/]+)(?::|\/versions\/)([^:/]+)$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/
const UUID_SHOWN = 8

/** A model as people say it: `credit@12`. Names that Caudal made up itself are cut to what tells them apart. */
export function modelLabel(reference: string): string {
  const [, name, version] = REFERENCE.exec(reference) ?? []
  if (name === undefined || version === undefined) return reference
  return `${UUID.test(name) ? name.slice(0, UUID_SHOWN) : name}@${version}`
}
