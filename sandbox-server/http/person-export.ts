/** Everything that the database holds about the person of this browser, as a JSON file. */
import type { Store } from '#server/store/open-store.ts'
import type { Route } from './router.ts'

export function personExportRoute({ store, wallNow }: { store: Store; wallNow: () => number }): Route {
  return {
    action: 'learner.export',
    method: 'GET',
    path: '/account/data.json',
    handle: async ({ learner }) => {
      await store.audit.add({ event: 'learner.exported', learnerId: learner.id }, wallNow())
      const content = JSON.stringify(await store.people.read(learner.id), undefined, 2)
      const headers = { 'content-disposition': 'attachment; filename="kindlab-data.json"' }
      return { status: 200, text: { type: 'application/json', content }, headers }
    },
  }
}
