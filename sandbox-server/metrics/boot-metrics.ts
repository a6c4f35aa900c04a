import { Counter, Histogram, type Registry } from 'prom-client'
import type { BootObserver } from '#server/labs/lab-world.ts'

/** From a clone on an idle machine to the deadline of a boot on a busy one. */
const SECONDS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 240]

/** How clusters come about. */
export function observeBoots(registry: Registry): BootObserver {
  const boots = new Counter({
    name: 'kindlab_boots_total',
    help: 'Clusters that labs asked for: ready after a boot, claimed from the pool, or failed',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const phases = new Histogram({
    name: 'kindlab_boot_phase_seconds',
    help: 'Time in each phase of a boot that became ready; queued is the wait for a place',
    labelNames: ['phase'],
    buckets: SECONDS,
    registers: [registry],
  })
  return {
    ended: (outcome, done) => {
      boots.inc({ outcome })
      if (outcome === 'failed') return
      for (const { name, startedAt, endedAt } of done) {
        if (endedAt !== undefined) phases.observe({ phase: name }, (endedAt - startedAt) / 1000)
      }
    },
  }
}
