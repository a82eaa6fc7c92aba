import { choiceFlag, listFlag, numberFlag, requiredFlag, switchFlag, textFlag } from "./args/index.ts"
import type { Flag } from "./args/index.ts"

/** Flags that several commands share, and those that every command has. Words and letters are those of `az ml`. */
export const OUTPUT_FORMATS = ["json", "jsonc", "yaml", "yamlc", "table", "tsv", "none"] as const
export type OutputFormat = (typeof OUTPUT_FORMATS)[number]

export const HELP = switchFlag("--help", { short: "-h", help: "Show this help and end." })
export const OUTPUT = choiceFlag("--output", OUTPUT_FORMATS, { short: "-o", help: "Format of the result." })
export const QUERY = textFlag("--query", { metavar: "JMESPATH", help: "JMESPath query over the result." })
export const WORKSPACE = textFlag("--workspace-name", {
  short: "-w",
  alias: "--workspace",
  help: "Workspace. Default: `configure --defaults workspace=NAME`, else `default`.",
})
export const GROUP = textFlag("--resource-group", { short: "-g", help: "Accepted as `az` has it; not used." })
export const SUBSCRIPTION = textFlag("--subscription", { help: "Accepted as `az` has it; not used." })
export const VERBOSE = switchFlag("--verbose", { help: "Tell every request to the server." })
export const DEBUG = switchFlag("--debug", { help: "The same, and the stack of an error." })
export const ONLY_SHOW_ERRORS = switchFlag("--only-show-errors", { help: "Tell nothing on the way but errors." })

/** Every command has these. */
export const GLOBAL_FLAGS: readonly Flag[] = [
  HELP,
  OUTPUT,
  QUERY,
  WORKSPACE,
  GROUP,
  SUBSCRIPTION,
  VERBOSE,
  DEBUG,
  ONLY_SHOW_ERRORS,
]

export const FILE = textFlag("--file", { short: "-f", metavar: "YAML", help: "YAML file with the definition." })
export const NAME = requiredFlag("--name", { short: "-n", help: "Name." })
export const NAME_OPTIONAL = textFlag("--name", { short: "-n", help: "Name; wins over the name in the file." })
export const VERSION = textFlag("--version", { short: "-v", help: "Version." })
export const LABEL = textFlag("--label", { short: "-l", help: "Label in place of a version; `latest` is one." })
/** Not required by the parser, because `configure --defaults endpoint=NAME` may give it. */
export const ENDPOINT = textFlag("--endpoint-name", {
  short: "-e",
  help: "Endpoint. Default: `configure --defaults endpoint=NAME`.",
})
export const SET = listFlag("--set", {
  metavar: "PATH=VALUE",
  help: "Set values of the definition: `--set instance_count=2 tags.owner=ana request_settings.request_timeout_ms=9000`.",
})
export const ADD = listFlag("--add", {
  metavar: "PATH WORDS",
  help: "Append to a list: `--add PATH KEY=VALUE`, text or JSON.",
})
export const REMOVE = listFlag("--remove", {
  metavar: "PATH [INDEX]",
  help: "Remove a key, or one element of a list: `--remove tags.owner`.",
})
export const FORCE_STRING = switchFlag("--force-string", { help: "Keep the values of --set and --add as text." })
export const NO_WAIT = switchFlag("--no-wait", { help: "Return once the server has accepted the change." })
export const NEW_NAME = textFlag("--new-name", { help: "Come back under this name, for when the old one is taken." })
export const DELETED = switchFlag("--deleted", {
  help: "Those that were deleted in the last seven days and can be restored.",
})
export const YES = switchFlag("--yes", { short: "-y", help: "Do not ask." })
export const LOCAL = switchFlag("--local", { help: "Not available: Caudal itself runs on this machine." })
export const VSCODE_DEBUG = switchFlag("--vscode-debug", { help: "Not available." })
export const WEB = switchFlag("--web", { help: "Tell the address of its page in the studio; no browser is opened." })
export const MAX_RESULTS = numberFlag(
  "--max-results",
  { min: 1, max: 1_000_000 },
  { short: "-r", help: "At most so many rows. Default: all." },
)
