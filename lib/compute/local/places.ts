import path from "node:path"

/** Where local instances live on this machine; the rest are overrides for tests. */
export interface LocalPlaces {
  readonly instancesFolder: string
  readonly socketsFolder: string
  readonly logSegmentBytes?: number
  readonly logSegments?: number
  readonly controllerGraceS?: number
  readonly startTimeoutMs?: number
}

/** What of an instance has a place. */
export interface InstancePaths {
  readonly folder: string
  readonly socket: string
  readonly controlSocket: string
}

/** An instance's folder and sockets. Pure: they follow from its id, so that also a broken instance can be removed. */
export function pathsOf(places: LocalPlaces, instanceId: string): InstancePaths {
  return {
    folder: path.join(places.instancesFolder, instanceId),
    socket: path.join(places.socketsFolder, `${instanceId}.s`),
    controlSocket: path.join(places.socketsFolder, `${instanceId}.c`),
  }
}
