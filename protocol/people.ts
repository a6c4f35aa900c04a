/** People: roles, sessions and accounts. */
import * as z from 'zod/mini'

/** The role of a person on this site. */
export const Role = z.enum(['learner', 'instructor', 'admin'])
export type Role = z.infer<typeof Role>

/** The role of a person in one class. */
export const MemberRole = z.enum(['learner', 'instructor'])
export type MemberRole = z.infer<typeof MemberRole>

/** A class of the person, and the person's role in it. */
export const ClassSummary = z.object({
  id: z.string(),
  name: z.string(),
  role: MemberRole,
  /** The class has not started yet, or it has ended. */
  isClosed: z.optional(z.boolean()),
})
export type ClassSummary = z.infer<typeof ClassSummary>

/** One browser in which the person is signed in. `id` names the session and gives no access. */
export const PersonSessionView = z.object({
  id: z.string(),
  /** Browser and system in words. */
  device: z.string(),
  createdAt: z.number(),
  seenAt: z.number(),
  /** The session of the browser that asks. */
  isThis: z.boolean(),
})
export type PersonSessionView = z.infer<typeof PersonSessionView>

export const PersonSessionsView = z.object({ sessions: z.array(PersonSessionView) })
export type PersonSessionsView = z.infer<typeof PersonSessionsView>

/** `everywhere`: also all other browsers of this person. */
export const SignOutBody = z.object({ everywhere: z.boolean() })
export type SignOutBody = z.infer<typeof SignOutBody>
