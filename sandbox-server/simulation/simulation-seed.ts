import process from 'node:process'

/** `KINDLAB_SIMULATION_SEED=<number>` plays one run again, or other ones than usual. */
export function readSeed(usual: number): number {
  const seed = Number(process.env['KINDLAB_SIMULATION_SEED'] ?? usual)
  if (!Number.isInteger(seed)) throw new Error('KINDLAB_SIMULATION_SEED is not a whole number')
  return seed
}
