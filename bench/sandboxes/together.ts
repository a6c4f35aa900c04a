import type { WithCluster } from './clusters.ts'

/** Seconds until each of some clones that are asked for at once is ready; none is removed before all are. */
export async function timeTogether(withClone: WithCluster, count: number): Promise<number[]> {
  const seconds: number[] = []
  const { promise: allReady, resolve, reject } = Promise.withResolvers<void>()
  const beganAtMs = performance.now()
  const makeOne = async (): Promise<void> =>
    withClone(async (_name, booted) => {
      booted.catch(reject)
      await booted
      seconds.push((performance.now() - beganAtMs) / 1000)
      if (seconds.length === count) resolve()
      await allReady
    })
  const clones = Array.from({ length: count }, makeOne)
  // Whatever happens, each is removed before anybody hears of it.
  await Promise.allSettled(clones)
  await Promise.all(clones)
  return seconds
}
