import process from 'node:process'

/** Reads `KINDLAB_SIMULATION_SEED=<number>`, which repeats a failed run or plays another one. */
export function readSeed(defaultSeed: number): number {
  const seed = Number(process.env['KINDLAB_SIMULATION_SEED'] ?? defaultSeed)
  if (!Number.isInteger(seed)) throw new Error('KINDLAB_SIMULATION_SEED is not a whole number')
  return seed
}
