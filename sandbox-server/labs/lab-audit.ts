import type { LabWorld } from './lab-world.ts'
import type { LiveLab } from './live-lab.ts'

/** Adds an event of a lab to the audit log. A failure is logged and does not stop the caller. */
export async function recordAudit({ store, clock }: LabWorld, live: LiveLab, event: string): Promise<void> {
  await store.audit
    .add({ event, learnerId: live.learnerId, subject: live.labId }, clock.wallNow())
    .catch((error: unknown) => live.log.error({ err: error }, 'audit.not_saved'))
}
