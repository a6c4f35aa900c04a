import type { Store } from '#server/store/open-store.ts'
import type { Call } from './call.ts'

/** Writes an action of an instructor on a class into the audit log. */
export function recorder({ store, wallNow }: { store: Pick<Store, 'audit'>; wallNow: () => number }) {
  return async (call: Call, event: string, classId: string, detail?: string): Promise<void> => {
    const entry = { event, learnerId: call.learner.id, subject: classId }
    await store.audit.add(detail === undefined ? entry : { ...entry, detail }, wallNow())
  }
}
