import { Counter, Histogram, type Registry } from 'prom-client'
import type { BootObserver } from '#server/labs/lab-world.ts'

/** From a clone on an idle machine to the time limit of a boot on a busy machine. */
const BUCKETS_SECONDS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 240]

/** Counts boots by outcome and measures their phases. */
export function registerBootMetrics(registry: Registry): BootObserver {
  const boots = new Counter({
    name: 'kindlab_boots_total',
    help: 'Clusters for labs by outcome: ready after a boot, claimed from the pool, or failed',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const phases = new Histogram({
    name: 'kindlab_boot_phase_seconds',
    help: 'Duration of each phase of a successful boot; queued is the time in the queue',
    labelNames: ['phase'],
    buckets: BUCKETS_SECONDS,
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
