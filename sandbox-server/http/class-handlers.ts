/** Classes: settings, members, links, results, help and banners. */
import type { ClassView } from '#protocol/classes.ts'
import { DEFAULT_CLASS_SETTINGS } from '#protocol/class-settings.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { ClassSummary, MemberRole } from '#protocol/people.ts'
import { isRunning } from '#server/model/class-dates.ts'
import type { KnownClass } from '#server/store/class-rows.ts'
import { type LiveParts, liveHandlers } from './class-live-handlers.ts'
import { recorder } from './class-record.ts'
import type { Handlers } from './endpoint-route.ts'
import { importRoster } from './import-roster.ts'

export type ClassParts = LiveParts

const DAY_MS = 86_400_000

export function classHandlers(parts: ClassParts) {
  const { store, classroom, newId, wallNow } = parts
  const record = recorder(parts)
  return {
    'classes.list': async ({ learner }) => {
      if (learner.role !== 'admin') return { classes: await ownClasses(parts, learner.id) }
      const all = await store.classes.findAll()
      return { classes: all.map((known) => toSummary({ ...known, role: 'instructor' }, wallNow())) }
    },
    'classes.create': async (call, { name }) => {
      const id = newId()
      const dates = { startsAt: undefined, endsAt: undefined, seats: undefined }
      await store.classes.add({ id, name: name.trim(), ...dates, settings: DEFAULT_CLASS_SETTINGS }, wallNow())
      await store.classes.addMember(id, call.learner.id, { role: 'instructor', now: wallNow() })
      await record(call, 'class.created', id)
      return viewClass(parts, id)
    },
    'class.read': async ({ access }) => viewClass(parts, access.known.id),
    'class.change': async (call, { name, startsAt, endsAt, seats, settings }) => {
      const { id } = call.access.known
      if (startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt) {
        throw new KindlabError('request.invalid', { detail: 'the end of the class is not after its start' })
      }
      await store.classes.change({ id, name: name.trim(), startsAt, endsAt, seats, settings })
      await record(call, 'class.changed', id)
      classroom.changed()
      return viewClass(parts, id)
    },
    'class.remove': async (call) => {
      const { id } = call.access.known
      const members = await store.classes.findMembers(id)
      for (const { learnerId } of members) await store.classes.removeMember(id, learnerId)
      await store.classes.remove(id)
      await record(call, 'class.removed', id)
    },
    ...rosterHandlers(parts),
    ...liveHandlers(parts),
  } satisfies Partial<Handlers>
}

function rosterHandlers(parts: ClassParts) {
  const { store, wallNow } = parts
  const record = recorder(parts)
  return {
    'class.create_link': async (call, { uses, days }) => {
      const { id: classId } = call.access.known
      const invite = { purpose: 'join', classId, uses, endsAt: wallNow() + days * DAY_MS } as const
      const code = await store.invites.add(invite, wallNow())
      await record(call, 'class.link_created', classId)
      return { path: `/invite/${code}` }
    },
    'class.withdraw_links': async (call) => {
      const { id } = call.access.known
      for (const link of await store.invites.findByClass(id, wallNow())) await store.invites.withdraw(link.id)
      await record(call, 'class.links_withdrawn', id)
    },
    'class.import': async (call, { csv, isPreview }) => {
      const { id } = call.access.known
      const rows = await importRoster(parts, { classId: id, csv, isPreview })
      if (!isPreview)
        await record(call, 'class.roster_imported', id, `${rows.filter(({ path }) => path).length} learners`)
      return { rows }
    },
  } satisfies Partial<Handlers>
}

/** The classes of a person, for the person. */
export async function ownClasses(
  { store, wallNow }: Pick<ClassParts, 'store' | 'wallNow'>,
  learnerId: string,
): Promise<ClassSummary[]> {
  return (await store.classes.findByMember(learnerId)).map((known) => toSummary(known, wallNow()))
}

function toSummary({ id, name, role, ...dates }: KnownClass & { role: MemberRole }, now: number): ClassSummary {
  return { id, name, role, ...(isRunning(dates, now) ? {} : { isClosed: true }) }
}

async function viewClass({ store, wallNow }: ClassParts, id: string): Promise<ClassView> {
  const known = await store.classes.find(id)
  if (known === undefined) throw new KindlabError('class.not_found')
  const [members, links, tokens] = await Promise.all([
    store.classes.findMembers(id),
    store.invites.findByClass(id, wallNow()),
    store.tokens.findByClass(id, wallNow()),
  ])
  const { name, startsAt, endsAt, seats, settings } = known
  const limits = Object.entries({ startsAt, endsAt, seats }).filter(([, value]) => value !== undefined)
  return {
    id,
    name,
    ...Object.fromEntries(limits),
    settings,
    members: members.map(({ learnerId, displayName, role, joinedAt }) => {
      return { id: learnerId, ...(displayName === undefined ? {} : { name: displayName }), role, joinedAt }
    }),
    links: links.map((link) => ({ id: link.id, usesLeft: link.usesLeft, endsAt: link.endsAt })),
    tokens: tokens.map((token) => {
      const { usedAt } = token
      return { id: token.id, name: token.name, endsAt: token.endsAt, ...(usedAt === undefined ? {} : { usedAt }) }
    }),
  }
}
