export { bodyOf, bringTree, filesOf, hashOf } from "./bring-tree.ts"
export { createAssetFixture } from "./create-asset-fixture.ts"
export type { AssetFixture } from "./create-asset-fixture.ts"
