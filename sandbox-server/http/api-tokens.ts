/** Tokens with which programs read the results of one class. */
import type { IncomingMessage } from 'node:http'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Store } from '#server/store/open-store.ts'
import type { ClassParts } from './class-handlers.ts'
import { recorder } from './class-record.ts'
import { resultRows } from './class-results.ts'
import type { Handlers } from './endpoint-route.ts'

const DAY_MS = 86_400_000
const BEARER = /^Bearer (kl_[\w-]{43})$/

export interface TokenQuestion {
  request: IncomingMessage
  classId: string
  now: number
}

/**
 * A token has no more rights than its maker has now: the maker must still teach the class.
 * @throws KindlabError `token.invalid`, also for an unknown class
 */
export async function requireToken(
  { tokens, classes, learners }: Pick<Store, 'tokens' | 'classes' | 'learners'>,
  { request: { headers }, classId, now }: TokenQuestion,
): Promise<void> {
  const [, code] = BEARER.exec(headers.authorization ?? '') ?? []
  if (code === undefined || headers.cookie !== undefined) throw new KindlabError('token.invalid')
  const token = await tokens.find(code, now)
  if (token?.classId !== classId) throw new KindlabError('token.invalid')
  const maker = await learners.find(token.learnerId)
  const isAdmin = maker?.role === 'admin'
  const isTeaching = isAdmin || (await classes.roleOf(classId, token.learnerId)) === 'instructor'
  if (!isTeaching || (await learners.isBlocked(token.learnerId))) throw new KindlabError('token.invalid')
  await tokens.touch(token.id, now)
}

export function tokenHandlers(parts: Pick<ClassParts, 'store' | 'wallNow'>) {
  const { store, wallNow } = parts
  const record = recorder(parts)
  return {
    'class.create_token': async (call, { name, days }) => {
      const { id: classId } = call.access.known
      const endsAt = wallNow() + days * DAY_MS
      const token = await store.tokens.add(
        { classId, learnerId: call.learner.id, name: name.trim(), endsAt },
        wallNow(),
      )
      await record(call, 'token.created', classId)
      return { token }
    },
    'class.withdraw_tokens': async (call) => {
      const { id } = call.access.known
      await store.tokens.removeByClass(id)
      await record(call, 'token.withdrawn', id)
    },
    'token.class_results': async ({ params }) => {
      const { id = '' } = params
      await store.audit.add({ event: 'class.results_exported', subject: id, detail: 'token' }, wallNow())
      return { rows: await resultRows(store, id) }
    },
  } satisfies Partial<Handlers>
}
