import type { ProviderHealth } from '#server/provider-health.ts'
import type { Labs } from '#server/labs/labs.ts'
import type { Store } from '#server/store/open-store.ts'
import type { Route } from './router.ts'
import type { Site } from './site.ts'

export interface HealthParts {
  store: Store
  health: ProviderHealth
  site: Site
  isStopping: () => boolean
  labs: Pick<Labs, 'isReadOnly' | 'usedDisk'>
}

interface Finding {
  isOk: boolean
  reason?: string
}

/** `/livez`: the process answers. `/readyz`: the server can serve pages; a problem that does not prevent that gives `degraded`. */
export function healthRoutes(parts: HealthParts): Route[] {
  return [
    {
      action: 'process.probe',
      method: 'GET',
      path: '/livez',
      handle: async () => ({ status: 200, body: { status: 'alive' } }),
    },
    {
      action: 'process.probe',
      method: 'GET',
      path: '/readyz',
      handle: async () => {
        const [provider, site] = await Promise.all([findProvider(parts), findSite(parts)])
        const checks = {
          process: findProcess(parts),
          database: findDatabase(parts),
          site,
          provider,
          disk: findDisk(parts),
        }
        const canServe = checks.process.isOk && checks.database.isOk && site.isOk
        const isComplete = provider.isOk && checks.disk.isOk
        const status = canServe ? (isComplete ? 'ready' : 'degraded') : 'unavailable'
        return { status: canServe ? 200 : 503, body: { status, checks } }
      },
    },
  ]
}

function findProcess({ isStopping }: HealthParts): Finding {
  return isStopping() ? { isOk: false, reason: 'the server is stopping' } : { isOk: true }
}

function findDatabase({ store }: HealthParts): Finding {
  try {
    store.ping()
    return { isOk: true }
  } catch {
    return { isOk: false, reason: 'the database does not answer' }
  }
}

function findDisk({ labs }: HealthParts): Finding {
  if (!labs.isReadOnly) return { isOk: true }
  return { isOk: false, reason: `the disk is ${Math.round(labs.usedDisk * 100)} % full, so the server is read-only` }
}

async function findSite({ site }: HealthParts): Promise<Finding> {
  return (await site.isExported()) ? { isOk: true } : { isOk: false, reason: 'the site has not been exported' }
}

async function findProvider({ health }: HealthParts): Promise<Finding> {
  return (await health.isUp()) ? { isOk: true } : { isOk: false, reason: 'docker.unavailable' }
}
