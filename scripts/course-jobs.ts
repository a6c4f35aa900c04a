/** How many lessons are proved at the same time, and the doing of it. */

const GIB = 2 ** 30
/** A booting cluster keeps two cores busy; with less each boot and each check only gets slower. */
const CORES_PER_SANDBOX = 2
const BYTES_PER_SANDBOX = GIB

/** As many sandboxes as this machine carries; one in any case. */
export function countJobs({ cores, freeBytes }: { cores: number; freeBytes: number }): number {
  return Math.max(1, Math.min(Math.floor(cores / CORES_PER_SANDBOX), Math.floor(freeBytes / BYTES_PER_SANDBOX)))
}

/** Works on `jobs` items at a time, in their order; the results are in the same order. After a failure no other item is begun. */
export async function workSideBySide<T, R>(
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
        // oxlint-disable-next-line no-await-in-loop -- one after the other is what a worker is
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
