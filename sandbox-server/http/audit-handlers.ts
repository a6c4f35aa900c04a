import type { Store } from '#server/store/open-store.ts'
import type { Handlers } from './endpoint-route.ts'

const PAGE = 100

export function auditHandlers({ store }: { store: Store }) {
  return {
    'audit.list': async ({ params }) => {
      const { id = '' } = params
      const before = /^\d{1,15}$/.test(id) ? Number(id) : Number.MAX_SAFE_INTEGER
      const entries = await store.audit.findBefore(before, PAGE + 1)
      return { entries: entries.slice(0, PAGE), hasMore: entries.length > PAGE }
    },
  } satisfies Partial<Handlers>
}
