/** Where a requirement was written, for messages: a file and its line, counted from 1. */
export interface Origin {
  readonly file: string
  readonly line: number
}

/** One package that is to be installed. */
export type Requirement =
  | {
      /** A name of the package index, or a name with a URL. */
      readonly kind: "package"
      /** PEP 503 name: lower case, runs of `-_.` as one hyphen. */
      readonly name: string
      /** The whole line as uv reads it, hashes included. */
      readonly text: string
      readonly origin: Origin
    }
  | {
      /** An archive or a repository at a URL, whose name is known only after it is fetched. */
      readonly kind: "url"
      readonly text: string
      readonly origin: Origin
    }

/** Options that hold for the whole installation. */
export interface InstallOptions {
  readonly indexUrl: string | null
  readonly extraIndexUrls: readonly string[]
  readonly findLinks: readonly string[]
  readonly trustedHosts: readonly string[]
  readonly noIndex: boolean
  readonly allowPrereleases: boolean
  /** Package names, or `:all:`. */
  readonly noBinary: readonly string[]
  readonly onlyBinary: readonly string[]
}

/** The Python version that was asked for, as a PEP 440 specifier; `text` is what was written. */
export interface PythonRequest {
  readonly specifier: string
  readonly text: string
  readonly origin: Origin
}

/** Everything an environment asks for: names translated, lines kept for messages. */
export interface Dependencies {
  readonly python: PythonRequest | null
  readonly requirements: readonly Requirement[]
  readonly options: InstallOptions
  readonly warnings: readonly string[]
}

export const NO_OPTIONS: InstallOptions = {
  indexUrl: null,
  extraIndexUrls: [],
  findLinks: [],
  trustedHosts: [],
  noIndex: false,
  allowPrereleases: false,
  noBinary: [],
  onlyBinary: [],
}

/** The name as PEP 503 compares it. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-")
}

/** `conda.yml line 9`. */
export function describeOrigin(origin: Origin): string {
  return `${origin.file} line ${origin.line}`
}
