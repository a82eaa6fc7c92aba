const KIB = 1024
const MIB = 1024 * KIB

/** Every limit of the data plane. Passed in, so that tests use short ones. Names carry the unit. */
export interface GatewayLimits {
  /** Largest request line and headers together. */
  readonly requestHeadBytesMax: number
  readonly requestHeadersMax: number
  /** From the first byte of a request to the end of its headers. */
  readonly requestHeadMs: number
  readonly tlsHandshakeMs: number
  /** Connections of callers at a time; more are closed at once. */
  readonly connectionsMax: number
  /** Largest request body. */
  readonly requestBodyBytesMax: number
  /** A request takes its slot when its body is complete or this much of it is here. */
  readonly bodyBufferBytes: number
  /** All bodies that wait for a slot or may have to be sent again share this budget. */
  readonly bodyBudgetBytes: number
  /** A caller must send its body at least at this rate, looked at every `bodyRateWindowMs`. */
  readonly bodyBytesPerSecondMin: number
  readonly bodyRateWindowMs: number
  /** After an early refusal this much of the rest of the body is read and dropped, so that the caller sees the answer. */
  readonly lingerBytes: number
  readonly lingerMs: number
  /** What an idle caller is told in `Keep-Alive: timeout`. */
  readonly keepAliveMs: number
  /** How much later than told an idle connection is really closed, so that a caller at the limit wins the race. */
  readonly keepAliveGraceMs: number
  /** An idle connection to an instance is not used again after this; the runtime closes at 75 s. */
  readonly upstreamIdleMs: number
  readonly upstreamIdlePerInstanceMax: number
  readonly responseHeadBytesMax: number
  readonly responseHeadersMax: number
  /** A caller that takes nothing of its response for this long is cut off. */
  readonly callerStallMs: number
  /** How much of an answer nobody waits for is still read before the connection is closed. */
  readonly discardBytesMax: number
  /** An instance that refused a connection is passed over for this long while others are ready. */
  readonly avoidInstanceMs: number
  /** An instance that said "busy" is asked again after this. */
  readonly busyRetryMs: number
  /** How long a large body waits for `100 Continue` before it is sent anyway. */
  readonly continueMs: number
  /** Most instances that one request is offered to. */
  readonly attemptsMax: number
  /** Keys and tokens from a table that no database has confirmed are believed this long. */
  readonly credentialsBelievedMs: number
  /** In-flight requests get this long when the gateway ends. */
  readonly drainMs: number
  /** Idle connections are closed this long after draining began. */
  readonly drainIdleMs: number
}

/** The limits in production. They fit Node's and the runtime's own timeouts: the gateway closes first. */
export const DEFAULT_LIMITS: GatewayLimits = {
  requestHeadBytesMax: 32 * KIB,
  requestHeadersMax: 128,
  requestHeadMs: 10_000,
  tlsHandshakeMs: 10_000,
  connectionsMax: 20_000,
  requestBodyBytesMax: 1024 * MIB,
  bodyBufferBytes: MIB,
  bodyBudgetBytes: 256 * MIB,
  bodyBytesPerSecondMin: 8 * KIB,
  bodyRateWindowMs: 5000,
  lingerBytes: 64 * MIB,
  lingerMs: 5000,
  keepAliveMs: 90_000,
  keepAliveGraceMs: 30_000,
  upstreamIdleMs: 30_000,
  upstreamIdlePerInstanceMax: 256,
  responseHeadBytesMax: 64 * KIB,
  responseHeadersMax: 256,
  callerStallMs: 60_000,
  discardBytesMax: 256 * KIB,
  avoidInstanceMs: 100,
  busyRetryMs: 10,
  continueMs: 1000,
  attemptsMax: 8,
  credentialsBelievedMs: 24 * 60 * 60 * 1000,
  drainMs: 30_000,
  drainIdleMs: 1500,
}

/** Longest `x-ms-client-request-id` that is echoed, as in Azure; a longer one is cut. */
export const CLIENT_REQUEST_ID_CHARS_MAX = 40
/** Longest credential that is looked at at all. */
export const CREDENTIAL_CHARS_MAX = 8192
