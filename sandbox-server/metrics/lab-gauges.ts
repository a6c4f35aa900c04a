import { Gauge, type Registry } from 'prom-client'
import type { LabRegistry } from '#server/labs/lab-registry.ts'

interface Reading {
  name: string
  help: string
  read: (labs: LabRegistry) => number
}

const READINGS: readonly Reading[] = [
  { name: 'kindlab_queue_length', help: 'Learners in line for a place', read: (labs) => labs.status().waiting },
  { name: 'kindlab_boots_in_flight', help: 'Clusters that boot now', read: (labs) => labs.status().booting },
  { name: 'kindlab_pool_ready', help: 'Clusters that are ready for nobody yet', read: (labs) => labs.status().pooled },
  {
    name: 'kindlab_seats_taken',
    help: 'Clusters that run or are being made or removed',
    read: (labs) => labs.status().taken,
  },
]

/** What there is now, read when somebody asks. */
export function gaugeLabs(registry: Registry, labs: LabRegistry): void {
  for (const { name, help, read } of READINGS) {
    addGauge(registry, { name, help }, (gauge) => gauge.set(read(labs)))
  }
  const byState = { name: 'kindlab_labs', help: 'Labs that have not ended, by state', labelNames: ['state'] }
  addGauge(registry, byState, (gauge) => {
    for (const [state, count] of Object.entries(labs.status().labs)) gauge.set({ state }, count)
  })
  const free = {
    name: 'kindlab_seats_free',
    help: 'Further clusters of two nodes that the machine has room for; absent while that is not known',
  }
  addGauge(registry, free, async (gauge) => {
    gauge.remove()
    const seats = await labs.countFreeSeats().catch(() => undefined)
    if (seats !== undefined) gauge.set(seats)
  })
}

interface About {
  name: string
  help: string
  labelNames?: string[]
}

function addGauge(registry: Registry, about: About, collect: (gauge: Gauge) => void | Promise<void>): void {
  const gauge: Gauge = new Gauge({ ...about, registers: [registry], collect: () => collect(gauge) })
}
