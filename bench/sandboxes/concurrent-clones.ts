import type { WithCluster } from './clusters.ts'

/** Starts clones at the same time. Returns the seconds until each is ready, and removes them after all are ready. */
export async function measureConcurrentClones(withClone: WithCluster, count: number): Promise<number[]> {
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
  // Removes every clone before an error is thrown.
  await Promise.allSettled(clones)
  await Promise.all(clones)
  return seconds
}
