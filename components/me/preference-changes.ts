import type { MeInput, Preferences } from "#lib/identity/contract.ts"

type Change = NonNullable<MeInput["preferences"]>

/** Preferences as they will be after a change. */
export function withChange(own: Preferences, change: MeInput["preferences"] = {}): Preferences {
  return {
    language: change.language ?? own.language,
    theme: change.theme ?? own.theme,
    time_zone: change.time_zone ?? own.time_zone,
    density: change.density ?? own.density,
    shortcuts: change.shortcuts ?? own.shortcuts,
    traffic_mode: change.traffic_mode ?? own.traffic_mode,
  }
}

/** The change that takes another one back: what it touches, as it was. */
export function undoOf(own: Preferences, change: Change = {}): Change {
  return {
    ...(change.language === undefined ? {} : { language: own.language }),
    ...(change.theme === undefined ? {} : { theme: own.theme }),
    ...(change.time_zone === undefined ? {} : { time_zone: own.time_zone }),
    ...(change.density === undefined ? {} : { density: own.density }),
    ...(change.shortcuts === undefined ? {} : { shortcuts: own.shortcuts }),
    ...(change.traffic_mode === undefined ? {} : { traffic_mode: own.traffic_mode }),
  }
}
