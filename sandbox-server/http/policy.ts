/**
 * The permissions of every action, in one table. An endpoint without a row does not compile; other routes name their action.
 * `anyone`: no access code needed. `visitor`: has given the access code, or the site has none. `learner`: a visitor with a session.
 * `instructor`: a learner with this role on the site, or an admin. `admin`: a learner with this role.
 */
import type { EndpointName } from '#protocol/api.ts'
import type { RateName } from './rate-limits.ts'

export interface PolicyRow {
  who: 'anyone' | 'visitor' | 'learner' | 'instructor' | 'admin'
  /**
   * `own lab`: the lab in the path belongs to the learner. An unknown lab, an ended lab and the lab of another learner give the same 404.
   * `own session`: the same for a session of the learner.
   * `token of class`: the request has no cookie, and a token of the class in the path.
   * `class member`, `class taught`, `class taught member`: see `ClassRelation`. An unknown class, an unknown member and those of another class give the same 404.
   */
  relation: 'none' | 'own lab' | 'own session' | 'token of class' | ClassRelation
  /**
   * Which pages may make a browser send the request. `own page`: only pages of this site, proven by the request header. `form`: an HTML form of this
   * site, proven by the exact Origin. `link`: any page, for requests that only read. `provider`: another server, proven by a signature in the body.
   */
  from: 'own page' | 'form' | 'link' | 'provider'
  /** Counted by address for `anyone` and `visitor`, by learner for `learner`. Sockets are counted by address, because a ticket comes first. */
  rate?: RateName
  /** Also while the server is read-only: it frees space, or changes nothing. */
  isAlwaysAllowed?: true
}

/**
 * `class member`: the caller is in the class of the path. `class taught`: the caller is its instructor, or an admin.
 * `class taught member`: and the member of the path is a learner of this class.
 */
export type ClassRelation = 'class member' | 'class taught' | 'class taught member'

/** Actions outside of the API. */
type SiteAction =
  | 'process.probe'
  | 'metrics.read'
  | 'access.ask'
  | 'access.give'
  | 'sign_in.ask'
  | 'sign_in.give'
  | 'sign_in.take_progress'
  | 'sign_in.begin'
  | 'sign_in.return'
  | 'sign_in.provider_logout'
  | 'invite.ask'
  | 'invite.take'
  | 'class.results_csv'
  | 'learner.export'
  | 'site.read'
  | 'socket.open'

export const POLICY = {
  'process.probe': { who: 'anyone', relation: 'none', from: 'link' },
  'metrics.read': { who: 'anyone', relation: 'none', from: 'link', rate: 'metrics' },
  'access.ask': { who: 'anyone', relation: 'none', from: 'link' },
  'access.give': { who: 'anyone', relation: 'none', from: 'form', rate: 'access', isAlwaysAllowed: true },
  'sign_in.ask': { who: 'anyone', relation: 'none', from: 'link', rate: 'reads' },
  'sign_in.give': { who: 'anyone', relation: 'none', from: 'form', rate: 'signInAddress', isAlwaysAllowed: true },
  'sign_in.take_progress': { who: 'learner', relation: 'none', from: 'form', rate: 'changes' },
  'sign_in.begin': { who: 'anyone', relation: 'none', from: 'link', rate: 'providerSignIns' },
  'sign_in.return': { who: 'anyone', relation: 'none', from: 'link', rate: 'providerSignIns' },
  'sign_in.provider_logout': {
    who: 'anyone',
    relation: 'none',
    from: 'provider',
    rate: 'providerLogouts',
    isAlwaysAllowed: true,
  },
  'invite.ask': { who: 'anyone', relation: 'none', from: 'link', rate: 'invites' },
  'invite.take': { who: 'anyone', relation: 'none', from: 'form', rate: 'invites' },
  'site.read': { who: 'visitor', relation: 'none', from: 'link' },
  'api.describe': { who: 'visitor', relation: 'none', from: 'link', rate: 'reads' },
  'session.read': { who: 'visitor', relation: 'none', from: 'own page', rate: 'reads' },
  'session.end': { who: 'learner', relation: 'none', from: 'own page', rate: 'changes', isAlwaysAllowed: true },
  'sessions.list': { who: 'learner', relation: 'none', from: 'own page', rate: 'reads' },
  'sessions.end': { who: 'learner', relation: 'own session', from: 'own page', rate: 'changes' },
  'learner.rename': { who: 'learner', relation: 'none', from: 'own page', rate: 'changes' },
  'learner.remove': { who: 'learner', relation: 'none', from: 'own page', rate: 'changes', isAlwaysAllowed: true },
  'learner.export': { who: 'learner', relation: 'none', from: 'own page', rate: 'exports' },
  'lab.create': { who: 'learner', relation: 'none', from: 'own page', rate: 'changes' },
  'lab.read': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'reads' },
  'lab.end': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'changes', isAlwaysAllowed: true },
  'lab.work': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'works' },
  'lab.extend': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'changes', isAlwaysAllowed: true },
  'lab.keep': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'changes', isAlwaysAllowed: true },
  'lab.resume': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'resets' },
  'lab.reset': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'resets' },
  'exam.open': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'works' },
  'exam.hand_in': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'changes', isAlwaysAllowed: true },
  'exam.results': { who: 'learner', relation: 'none', from: 'own page', rate: 'reads' },
  'solution.read': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'changes' },
  'hints.count': { who: 'learner', relation: 'none', from: 'own page', rate: 'changes' },
  'ticket.create': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'tickets', isAlwaysAllowed: true },
  'quiz.answer': { who: 'learner', relation: 'none', from: 'own page', rate: 'changes' },
  'audit.list': { who: 'admin', relation: 'none', from: 'own page', rate: 'reads' },
  'token.class_results': { who: 'anyone', relation: 'token of class', from: 'link', rate: 'apiTokens' },
  'classes.list': { who: 'learner', relation: 'none', from: 'own page', rate: 'reads' },
  'classes.create': { who: 'instructor', relation: 'none', from: 'own page', rate: 'changes' },
  'class.read': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'reads' },
  'class.change': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'changes' },
  'class.remove': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'changes' },
  'class.create_link': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'changes' },
  'class.withdraw_links': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'changes' },
  'class.create_token': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'changes' },
  'class.withdraw_tokens': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'changes' },
  'class.import': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'changes' },
  'class.board': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'reads' },
  'class.results': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'reads' },
  'class.results_csv': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'reads' },
  'class.broadcast': { who: 'learner', relation: 'class taught', from: 'own page', rate: 'changes' },
  'class.ticket': { who: 'learner', relation: 'class member', from: 'own page', rate: 'tickets' },
  'class.learner': { who: 'learner', relation: 'class taught member', from: 'own page', rate: 'reads' },
  'class.watch': { who: 'learner', relation: 'class taught member', from: 'own page', rate: 'tickets' },
  'class.remove_member': { who: 'learner', relation: 'class taught member', from: 'own page', rate: 'changes' },
  'class.answer_help': { who: 'learner', relation: 'class taught member', from: 'own page', rate: 'changes' },
  'help.ask': { who: 'learner', relation: 'class member', from: 'own page', rate: 'help' },
  'help.cancel': { who: 'learner', relation: 'class member', from: 'own page', rate: 'changes' },
  'socket.open': { who: 'learner', relation: 'own lab', from: 'own page', rate: 'upgrades' },
} as const satisfies Record<EndpointName | SiteAction, PolicyRow>

export type Action = keyof typeof POLICY

export function policyOf(action: Action): PolicyRow {
  return POLICY[action]
}

export function isAction(name: string): name is Action {
  return Object.hasOwn(POLICY, name)
}
