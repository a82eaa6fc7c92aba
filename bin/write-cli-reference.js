// Writes docs/cli.md from the commands' declarations: `node bin/node24.js bin/write-cli-reference.js`.
import { writeFileSync } from "node:fs"

import { CATALOG } from "../lib/cli/catalog.ts"
import { renderReference } from "../lib/cli/help/render-reference.ts"

writeFileSync(new URL("../docs/cli.md", import.meta.url), await renderReference(CATALOG))
