/** The expected permissions of all actions. A change of the policy must be made here as well. */
import { endpointOf, ENDPOINT_NAMES } from '#protocol/api.ts'
import type { Role } from '#protocol/people.ts'
import type { Action, PolicyRow } from '../policy.ts'
import type { RateName } from '../rate-limits.ts'

export type Requirement =
  | 'nothing'
  | 'access code'
  | 'session'
  | 'instructor of the site'
  | 'admin of the site'
  | 'token of the class'
  | 'own session'
  | 'own lab'
  | 'member of the class'
  | 'instructor of the class'
  | 'instructor of the learner'

/** The requirement of every action. */
export const EXPECTED: Record<Requirement, readonly Action[]> = {
  nothing: [
    ...(['process.probe', 'metrics.read', 'access.ask', 'access.give', 'sign_in.ask', 'sign_in.give'] as const),
    ...(['sign_in.begin', 'sign_in.return', 'sign_in.provider_logout', 'invite.ask', 'invite.take'] as const),
  ],
  'access code': ['site.read', 'api.describe', 'session.read'],
  session: [
    ...(['sign_in.take_progress', 'session.end', 'sessions.list', 'learner.rename', 'lab.create'] as const),
    ...(['learner.remove', 'learner.export'] as const),
    ...(['exam.results', 'hints.count', 'quiz.answer', 'classes.list'] as const),
  ],
  'instructor of the site': ['classes.create'],
  'admin of the site': ['audit.list'],
  'token of the class': ['token.class_results'],
  'own session': ['sessions.end'],
  'own lab': [
    ...(['lab.read', 'lab.end', 'lab.work', 'lab.extend', 'lab.keep', 'lab.resume', 'lab.reset'] as const),
    ...(['exam.open', 'exam.hand_in', 'solution.read', 'ticket.create', 'socket.open'] as const),
  ],
  'member of the class': ['class.ticket', 'help.ask', 'help.cancel'],
  'instructor of the class': [
    ...(['class.read', 'class.change', 'class.remove', 'class.create_link', 'class.withdraw_links'] as const),
    ...(['class.import', 'class.board', 'class.results', 'class.results_csv', 'class.broadcast'] as const),
    ...(['class.create_token', 'class.withdraw_tokens'] as const),
  ],
  'instructor of the learner': ['class.learner', 'class.remove_member', 'class.answer_help', 'class.watch'],
}

export function requirementOf(action: Action): Requirement {
  const found = keysOf(EXPECTED).find((requirement) => EXPECTED[requirement].includes(action))
  if (found === undefined) throw new Error(`${action} has no expected requirement`)
  return found
}

/** Where a request may come from. Every other action: from a page of this site. */
const EXPECTED_FROM: Partial<Record<PolicyRow['from'], readonly Action[]>> = {
  form: ['access.give', 'sign_in.give', 'sign_in.take_progress', 'invite.take'],
  link: [
    ...(['process.probe', 'metrics.read', 'access.ask', 'sign_in.ask', 'sign_in.begin', 'sign_in.return'] as const),
    ...(['invite.ask', 'site.read', 'api.describe', 'token.class_results'] as const),
  ],
  provider: ['sign_in.provider_logout'],
}

export function originOf(action: Action): PolicyRow['from'] {
  return keysOf(EXPECTED_FROM).find((from) => EXPECTED_FROM[from]?.includes(action)) ?? 'own page'
}

/** Changes that are possible while the disk is nearly full. */
export const WHILE_READ_ONLY: readonly Action[] = [
  ...(['access.give', 'sign_in.give', 'sign_in.provider_logout', 'session.end', 'learner.remove'] as const),
  ...(['lab.end', 'lab.extend', 'lab.keep', 'exam.hand_in', 'ticket.create'] as const),
]

/** The limit that counts each action. Every other action: `reads` for GET, and `changes`. */
const EXPECTED_RATE: Partial<Record<RateName | 'none', readonly Action[]>> = {
  none: ['process.probe', 'access.ask', 'site.read'],
  metrics: ['metrics.read'],
  access: ['access.give'],
  signInAddress: ['sign_in.give'],
  providerSignIns: ['sign_in.begin', 'sign_in.return'],
  providerLogouts: ['sign_in.provider_logout'],
  invites: ['invite.ask', 'invite.take'],
  exports: ['learner.export'],
  works: ['lab.work', 'exam.open'],
  resets: ['lab.resume', 'lab.reset'],
  tickets: ['ticket.create', 'class.ticket', 'class.watch'],
  apiTokens: ['token.class_results'],
  help: ['help.ask'],
  upgrades: ['socket.open'],
}

export function rateOf(action: Action): RateName | undefined {
  const named = keysOf(EXPECTED_RATE).find((rate) => EXPECTED_RATE[rate]?.includes(action))
  if (named !== undefined) return named === 'none' ? undefined : named
  return methodOf(action) === 'GET' ? 'reads' : 'changes'
}

/** The method of the route. Actions outside of the API change something only by a form, and by the report of a provider. */
export function methodOf(action: Action): string {
  const name = ENDPOINT_NAMES.find((each) => each === action)
  if (name !== undefined) return endpointOf(name).method
  return ['form', 'provider'].includes(originOf(action)) ? 'POST' : 'GET'
}

export interface Caller {
  name: string
  role: Role
  inA: 'learner' | 'instructor' | undefined
  inB: boolean
}

/** Each caller, with the place in class A. No caller is in class C, which is the foreign one. */
export const CALLERS: readonly Caller[] = [
  { name: 'learner of A', role: 'learner', inA: 'learner', inB: false },
  { name: 'learner of B', role: 'learner', inA: undefined, inB: true },
  { name: 'learner without a class', role: 'learner', inA: undefined, inB: false },
  { name: 'instructor of A', role: 'instructor', inA: 'instructor', inB: false },
  { name: 'instructor of B', role: 'instructor', inA: undefined, inB: true },
  { name: 'instructor without a class', role: 'instructor', inA: undefined, inB: false },
  { name: 'learner who teaches A', role: 'learner', inA: 'instructor', inB: false },
  { name: 'admin', role: 'admin', inA: undefined, inB: false },
]

/** Callers without a session: with nothing, with the access code, and a program with a token of class A. */
export const VISITORS = ['stranger', 'visitor', 'program'] as const
export type CallerKind = Caller | (typeof VISITORS)[number]

export const WHICH = ['existing', 'foreign', 'unknown'] as const
export type Which = (typeof WHICH)[number]

/** Whether the caller may do it with this id. */
export function isAllowed(requirement: Requirement, caller: CallerKind, which: Which): boolean {
  if (requirement === 'nothing') return true
  if (requirement === 'token of the class') return caller === 'program' && which === 'existing'
  if (requirement === 'access code') return caller === 'visitor' || typeof caller !== 'string'
  return typeof caller !== 'string' && isAllowedTo(requirement, caller, which)
}

function isAllowedTo(requirement: Requirement, { role, inA }: Caller, which: Which): boolean {
  const teachesA = inA === 'instructor' || role === 'admin'
  // An admin reaches every class that exists.
  const isOwnClass = (isIn: boolean) =>
    which === 'existing' ? isIn || role === 'admin' : which === 'foreign' && role === 'admin'
  switch (requirement) {
    case 'session':
      return true
    case 'instructor of the site':
      return role !== 'learner'
    case 'admin of the site':
      return role === 'admin'
    case 'own session':
    case 'own lab':
      return which === 'existing'
    case 'member of the class':
      return isOwnClass(inA !== undefined)
    case 'instructor of the class':
      return isOwnClass(teachesA)
    default:
      return which === 'existing' && teachesA
  }
}

/** The keys of a record, with their type. */
function keysOf<Key extends string>(record: Partial<Readonly<Record<Key, unknown>>>): Key[] {
  const keys: Key[] = []
  for (const key in record) keys.push(key)
  return keys
}
