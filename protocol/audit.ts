/** The audit log, for admins. */
import * as z from 'zod/mini'

export const AuditEntryView = z.object({
  id: z.number(),
  at: z.number(),
  event: z.string(),
  /** Name of the person who acted. Absent: the server, the operator, or a visitor without a session. */
  by: z.optional(z.string()),
  /** The object of the event: a name where it is a person or a class, else an id. */
  subject: z.optional(z.string()),
  detail: z.optional(z.string()),
})
export type AuditEntryView = z.infer<typeof AuditEntryView>

/** The newest entry first. `hasMore`: there are older ones. */
export const AuditView = z.object({ entries: z.array(AuditEntryView), hasMore: z.boolean() })
export type AuditView = z.infer<typeof AuditView>
