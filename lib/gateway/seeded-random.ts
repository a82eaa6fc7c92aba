const PERCENTS = 100

/** The next state and number of the mulberry32 generator: small, seedable, good enough to shuffle with. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A random source for tests and demonstrations: every 100 draws hold each percent exactly once, in an order that the seed
 * decides. So a split of 90/10 lands exactly at 9,000 and 1,000 of 10,000 requests, in an order nobody can see through.
 * Only a gateway's parent process can ask for it; nothing on the network can.
 */
export function createSeededRandom(seed: number): () => number {
  const next = mulberry32(seed)
  const block = Array.from({ length: PERCENTS }, (_, i) => i)
  let drawn = PERCENTS
  return () => {
    if (drawn === PERCENTS) {
      drawn = 0
      for (let i = PERCENTS - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1))
        const kept = block[i] ?? 0
        block[i] = block[j] ?? 0
        block[j] = kept
      }
    }
    return ((block[drawn++] ?? 0) + 0.5) / PERCENTS
  }
}
