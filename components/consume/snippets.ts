/** What a program needs to call an endpoint. */
export interface CallTarget {
  readonly scoringUri: string
  readonly endpoint: string
  /** Sends the request to this deployment, whatever the split says; null follows the split. */
  readonly deployment: string | null
  /** The request's body, JSON. */
  readonly body: string
  /** Where the API serves the certificate of the local authority; null when the gateway's certificate needs none. */
  readonly caUrl: string | null
}

export const SNIPPET_LANGUAGES = ["curl", "python", "javascript", "cli"] as const
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number]

const PIN_HEADER = "azureml-model-deployment"

/** A word of a POSIX shell that means exactly `text`. */
const shellWord = (text: string) => (/^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)

/** A string literal that Python and JavaScript read alike. */
const literal = (text: string) => JSON.stringify(text)

function fetchCa({ caUrl }: CallTarget): string[] {
  return caUrl === null ? [] : [`curl -fsS ${shellWord(caUrl)} -o ca.pem`]
}

function curl(target: CallTarget): string {
  const { scoringUri, deployment, body, caUrl } = target
  const options = [
    ...(caUrl === null ? [] : ["--cacert ca.pem"]),
    '-H "Authorization: Bearer $CAUDAL_KEY"',
    '-H "Content-Type: application/json"',
    ...(deployment === null ? [] : [`-H ${shellWord(`${PIN_HEADER}: ${deployment}`)}`]),
    `--data ${shellWord(body)}`,
  ]
  return [...fetchCa(target), `curl -sS ${shellWord(scoringUri)} \\\n  ${options.join(" \\\n  ")}`].join("\n")
}

function python({ scoringUri, deployment, body, caUrl }: CallTarget): string {
  return [
    "import os",
    "",
    "import requests",
    "",
    "response = requests.post(",
    `    ${literal(scoringUri)},`,
    "    headers={",
    '        "Authorization": f"Bearer {os.environ[\'CAUDAL_KEY\']}",',
    '        "Content-Type": "application/json",',
    ...(deployment === null ? [] : [`        ${literal(PIN_HEADER)}: ${literal(deployment)},`]),
    "    },",
    `    data=${literal(body)},`,
    ...(caUrl === null ? [] : ['    verify="ca.pem",']),
    "    timeout=30,",
    ")",
    "response.raise_for_status()",
    "print(response.json())",
  ].join("\n")
}

function javascript({ scoringUri, deployment, body, caUrl }: CallTarget): string {
  return [
    ...(caUrl === null ? [] : ["// NODE_EXTRA_CA_CERTS=ca.pem node call.mjs"]),
    `const response = await fetch(${literal(scoringUri)}, {`,
    '  method: "POST",',
    "  headers: {",
    "    authorization: `Bearer ${process.env.CAUDAL_KEY}`,",
    '    "content-type": "application/json",',
    ...(deployment === null ? [] : [`    ${literal(PIN_HEADER)}: ${literal(deployment)},`]),
    "  },",
    `  body: ${literal(body)},`,
    "})",
    "if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)",
    "console.log(await response.json())",
  ].join("\n")
}

function cli({ endpoint, deployment, body }: CallTarget): string {
  const pin = deployment === null ? "" : ` --deployment-name ${shellWord(deployment)}`
  return [
    `printf %s ${shellWord(body)} > request.json`,
    `caudal online-endpoint invoke -n ${shellWord(endpoint)}${pin} --request-file request.json`,
  ].join("\n")
}

const WRITERS = { curl, python, javascript, cli } as const satisfies Record<
  SnippetLanguage,
  (target: CallTarget) => string
>

/** A program, or a command, that calls an endpoint. The key stands in the environment, never in the text. */
export function writeSnippet(language: SnippetLanguage, target: CallTarget): string {
  return WRITERS[language](target)
}
