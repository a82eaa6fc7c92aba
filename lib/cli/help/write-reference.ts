import { writeFileSync } from "node:fs"

import { CATALOG } from "../catalog.ts"

import { renderReference } from "./render-reference.ts"

// A program: writes docs/cli.md from the commands' declarations.
writeFileSync(new URL("../../../docs/cli.md", import.meta.url), await renderReference(CATALOG))
