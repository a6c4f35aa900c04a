import type { ProviderHealth } from '#server/provider-health.ts'
import type { Store } from '#server/store/store.ts'
import type { Route } from './router.ts'
import type { Site } from './site.ts'

export interface HealthParts {
  store: Store
  health: ProviderHealth
  site: Site
  isStopping: () => boolean
}

interface Finding {
  isOk: boolean
  reason?: string
}

/** `/livez`: the process answers. `/readyz`: it can serve pages; what is amiss without stopping that is called degraded. */
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
        const checks = { process: findProcess(parts), database: findDatabase(parts), site, provider }
        const canServe = checks.process.isOk && checks.database.isOk && site.isOk
        const status = canServe ? (provider.isOk ? 'ready' : 'degraded') : 'unavailable'
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

async function findSite({ site }: HealthParts): Promise<Finding> {
  return (await site.isExported()) ? { isOk: true } : { isOk: false, reason: 'the site has not been exported' }
}

async function findProvider({ health }: HealthParts): Promise<Finding> {
  return (await health.isUp()) ? { isOk: true } : { isOk: false, reason: 'docker.unavailable' }
}
