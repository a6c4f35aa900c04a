import process from 'node:process'

/** Returns `KINDLAB_SIMULATION_SEED`, or `defaultSeed`. The seed of a failed run repeats that run. */
export function readSeed(defaultSeed: number): number {
  const seed = Number(process.env['KINDLAB_SIMULATION_SEED'] ?? defaultSeed)
  if (!Number.isInteger(seed)) throw new Error('KINDLAB_SIMULATION_SEED is not a whole number')
  return seed
}
