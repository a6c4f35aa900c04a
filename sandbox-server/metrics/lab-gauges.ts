import { Gauge, type Registry } from 'prom-client'
import type { Needs } from '#server/capacity/seats.ts'
import type { Labs } from '#server/labs/labs.ts'

interface StatusGauge {
  name: string
  help: string
  read: (labs: Labs) => number
}

const STATUS_GAUGES: readonly StatusGauge[] = [
  { name: 'kindlab_queue_length', help: 'Labs in the queue', read: (labs) => labs.status().waiting },
  { name: 'kindlab_boots_in_flight', help: 'Clusters that are booting', read: (labs) => labs.status().booting },
  { name: 'kindlab_pool_ready', help: 'Ready clusters that no lab has claimed', read: (labs) => labs.status().pooled },
  { name: 'kindlab_disk_used_ratio', help: 'Used share of the fullest disk', read: (labs) => labs.usedDisk },
  { name: 'kindlab_labs_frozen', help: 'Ready labs with a frozen cluster', read: (labs) => labs.status().frozen },
  {
    name: 'kindlab_seats_taken',
    help: 'Clusters that run, are being created or are being removed',
    read: (labs) => labs.status().taken,
  },
]

/** Gauges of the current state. Their values are read at each scrape. */
export function registerLabGauges(registry: Registry, labs: Labs): void {
  for (const { name, help, read } of STATUS_GAUGES) {
    addGauge(registry, { name, help }, (gauge) => gauge.set(read(labs)))
  }
  const byState = { name: 'kindlab_labs', help: 'Labs that have not ended, by state', labelNames: ['state'] }
  addGauge(registry, byState, (gauge) => {
    for (const [state, count] of Object.entries(labs.status().labs)) gauge.set({ state }, count)
  })
  const byOrigin = (name: string, help: string, read: (needs: Needs) => number): void =>
    addGauge(registry, { name, help, labelNames: ['origin'] }, (gauge) => {
      for (const [origin, needs] of Object.entries(labs.status().use)) gauge.set({ origin }, read(needs))
    })
  byOrigin('kindlab_clusters_processors', 'Processors of the running clusters', ({ processors }) => processors)
  byOrigin('kindlab_clusters_memory_bytes', 'Memory of the running clusters', ({ memoryBytes }) => memoryBytes)
  const free = {
    name: 'kindlab_seats_free',
    help: 'Further clusters of two nodes that the machine has room for; absent while unknown',
  }
  addGauge(registry, free, async (gauge) => {
    gauge.remove()
    const seats = await labs.countFreeSeats().catch(() => undefined)
    if (seats !== undefined) gauge.set(seats)
  })
}

interface GaugeDescription {
  name: string
  help: string
  labelNames?: string[]
}

function addGauge(
  registry: Registry,
  description: GaugeDescription,
  collect: (gauge: Gauge) => void | Promise<void>,
): void {
  const gauge: Gauge = new Gauge({ ...description, registers: [registry], collect: () => collect(gauge) })
}
