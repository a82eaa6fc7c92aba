import type { EndpointSettings, OnlineEndpointView } from "#lib/endpoints/contract.ts"

import { fromPairs, toPairs } from "./pairs.ts"
import type { Pair } from "./pairs.ts"

/** What somebody has typed, and the endpoint as it was when they began. Never changed, only replaced. */
export interface SettingsDraft {
  readonly base: OnlineEndpointView
  readonly description: string
  readonly tags: readonly Pair[]
  readonly properties: readonly Pair[]
}

export const draftOf = (base: OnlineEndpointView): SettingsDraft => ({
  base,
  description: base.description,
  tags: toPairs(base.tags),
  properties: toPairs(base.properties),
})

export const settingsOf = ({ description, tags, properties }: SettingsDraft): EndpointSettings => ({
  description,
  tags: fromPairs(tags),
  properties: fromPairs(properties),
})

/** What is left to save once `sent` is saved as `saved`: what was typed meanwhile, on top of it. Null: nothing. */
export function draftAfterSave(
  now: SettingsDraft | null,
  sent: SettingsDraft,
  saved: OnlineEndpointView,
): SettingsDraft | null {
  return now === null || now === sent ? null : { ...now, base: saved }
}
