/**
 * Who may do what: the one table. An action without a row does not exist, and a route names its action.
 * `anyone`: also who has not given the access code. `visitor`: has given it, or none is asked for. `learner`: a visitor with a session.
 */
import type { RateName } from './rate-limits.ts'

export interface PolicyRow {
  who: 'anyone' | 'visitor' | 'learner'
  /** `own lab`: the lab in the path belongs to the learner. Unknown, ended and somebody else's are the same 404. */
  relation: 'none' | 'own lab'
  /**
   * Which pages may make a browser ask. `own page`: ours alone, which shows by our header; `form`: ours, by a plain HTML form, which shows by
   * the exact Origin; `link`: any, for what only shows something.
   */
  from: 'own page' | 'form' | 'link'
  /** Counted by address for `anyone` and `visitor`, by learner for `learner`. Sockets are counted by address: a ticket comes first. */
  rate?: RateName
}

export const POLICY = {
  'process.probe': { who: 'anyone', relation: 'none', from: 'link' },
  'metrics.read': { who: 'anyone', relation: 'none', from: 'link', rate: 'metrics' },
  'access.ask': { who: 'anyone', relation: 'none', from: 'link' },
  'access.give': { who: 'anyone', relation: 'none', from: 'form', rate: 'access' },
  'site.read': { who: 'visitor', relation: 'none', from: 'link' },
  'session.read': { who: 'visitor', relation: 'none', from: 'own page', rate: 'reads' },
  'learner.rename': { who: 'learner', relation: 'none', from: 'own page', rate: 'changes' },
  'lab.create': { who: 'learner', relation: 'none', from: 'own page', rate: 'changes' },
  'lab.read': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'reads' },
  'lab.end': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'changes' },
  'lab.work': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'works' },
  'lab.extend': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'changes' },
  'lab.keep': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'changes' },
  'lab.resume': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'resets' },
  'lab.reset': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'resets' },
  'exam.open': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'works' },
  'exam.hand_in': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'changes' },
  'exam.results': { who: 'learner', relation: 'none', from: 'own page', rate: 'reads' },
  'solution.read': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'changes' },
  'hints.count': { who: 'learner', relation: 'none', from: 'own page', rate: 'changes' },
  'ticket.create': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'tickets' },
  'quiz.answer': { who: 'learner', relation: 'none', from: 'own page', rate: 'changes' },
  'socket.open': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'upgrades' },
} as const satisfies Record<string, PolicyRow>

export type Action = keyof typeof POLICY

export function policyOf(action: Action): PolicyRow {
  return POLICY[action]
}

export function isAction(name: string): name is Action {
  return Object.hasOwn(POLICY, name)
}
