/** Runs work on several items at a time, as many as the machine has room for. */

const GIB = 2 ** 30
/** A booting cluster uses two cores. With fewer, each boot and each check gets slower. */
const CORES_PER_SANDBOX = 2
const BYTES_PER_SANDBOX = GIB

/** The number of sandboxes that this machine has room for; at least one. */
export function countJobs({ cores, freeBytes }: { cores: number; freeBytes: number }): number {
  return Math.max(1, Math.min(Math.floor(cores / CORES_PER_SANDBOX), Math.floor(freeBytes / BYTES_PER_SANDBOX)))
}

/** Works on `jobs` items at a time, in order. The results have the order of the items. After a failure no further item starts. */
export async function runConcurrently<T, R>(
  items: readonly T[],
  jobs: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const failures: unknown[] = []
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failures.length > 0) return
      try {
        results[index] = await work(item)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, worker))
  if (failures.length > 0) throw failures[0]
  return results
}
