/** Compares every decision about one action with the expected permissions. */
import { REQUEST_HEADER } from '#protocol/request-header.ts'
import type { Action, PolicyRow } from '../policy.ts'
import {
  isAllowed,
  methodOf,
  originOf,
  rateOf,
  type Requirement,
  requirementOf,
  WHICH,
  WHILE_READ_ONLY,
  type Which,
} from './expected-permissions.ts'
import { type KnownCaller, ORIGIN, type PolicySite } from './policy-site.ts'

type PolicyOf = (action: Action) => PolicyRow

/** Headers of a page of this site. */
const OWN_PAGE = { origin: ORIGIN, 'sec-fetch-site': 'same-origin', [REQUEST_HEADER.name]: REQUEST_HEADER.value }
const FORM = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }
const OTHER_SITE = { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }

/** One sentence for each wrong decision, as they are found. */
export async function* findDifferences(site: PolicySite, action: Action, policyOf: PolicyOf): AsyncGenerator<string> {
  const requirement = requirementOf(action)
  for (const caller of site.callers) yield* differencesOf(site, { action, requirement, caller }, policyOf)
  const admitted = site.callers.find(({ kind }) => isAllowed(requirement, kind, 'existing'))
  if (admitted === undefined) throw new Error(`the expectation allows ${action} to no caller`)
  yield* originDifferences(site, { action, requirement, caller: admitted }, policyOf)
  yield* stateDifferences(site, { action, requirement, caller: admitted }, policyOf)
}

interface Case {
  action: Action
  requirement: Requirement
  caller: KnownCaller
}

/** Allowed exactly for the expected ids, and the same refusal for a foreign and an unknown one. */
async function* differencesOf(site: PolicySite, { action, requirement, caller }: Case, policyOf: PolicyOf) {
  const refusals = new Map<string, Which>()
  for (const which of WHICH) {
    const params = idsOf(which, requirement, { caller, site })
    const headers = { ...OWN_PAGE, ...caller.headers }
    const decision = await site.decide({ action, method: methodOf(action), headers, params }, policyOf)
    const name = typeof caller.kind === 'string' ? caller.kind : caller.kind.name
    if (decision.isAllowed !== isAllowed(requirement, caller.kind, which)) {
      yield `${action} by ${name}, ${which} id: ${decision.isAllowed ? 'allowed' : decision.refusal}`
    }
    if (!decision.isAllowed) refusals.set(decision.refusal, which)
  }
  if (refusals.size > 1) yield `${action}: refusals differ: ${[...refusals.keys()].join('; ')}`
}

/** Allowed from exactly those places that the expectation names. */
async function* originDifferences(site: PolicySite, { action, requirement, caller }: Case, policyOf: PolicyOf) {
  const method = methodOf(action)
  const from = originOf(action)
  const places = [
    { name: 'a form', headers: FORM, isExpected: from !== 'own page' || method === 'GET' },
    { name: 'another site', headers: OTHER_SITE, isExpected: from === 'link' || from === 'provider' },
    { name: 'a server', headers: {}, isExpected: from === 'link' || from === 'provider' || method === 'GET' },
  ]
  for (const { name, headers, isExpected } of places) {
    const params = idsOf('existing', requirement, { caller, site })
    const question = { action, method, headers: { ...headers, ...caller.headers }, params }
    const decision = await site.decide(question, policyOf)
    if (decision.isAllowed !== isExpected) yield `${action} from ${name}: ${decision.refusal || 'allowed'}`
  }
}

/** The limit that counts the action, and whether it is possible while the server is read-only. */
async function* stateDifferences(site: PolicySite, { action, requirement, caller }: Case, policyOf: PolicyOf) {
  const method = methodOf(action)
  const params = idsOf('existing', requirement, { caller, site })
  const question = { action, method, headers: { ...OWN_PAGE, ...caller.headers }, params }
  const { isAllowed: isPossible } = await site.decide({ ...question, isReadOnly: true }, policyOf)
  const isExpected = method === 'GET' || WHILE_READ_ONLY.includes(action)
  if (isPossible !== isExpected) yield `${action} while read-only: ${isPossible ? 'allowed' : 'refused'}`
  const { rates } = await site.decide(question, policyOf)
  if (rates.join() !== (rateOf(action) ?? '')) yield `${action} is counted as ${rates.join() || 'nothing'}`
}

function idsOf(
  which: Which,
  requirement: Requirement,
  { caller, site: { foreign } }: { caller: KnownCaller; site: PolicySite },
): Record<string, string> {
  if (requirement === 'own session')
    return { id: { existing: caller.session, foreign: foreign.session, unknown: 'x' }[which] }
  if (requirement === 'own lab') return { id: { existing: caller.lab, foreign: foreign.lab, unknown: 'x' }[which] }
  if (requirement === 'instructor of the learner') {
    // The class is the same: only the member differs.
    return { id: 'class-a', member: { existing: 'pupil', foreign: 'stranger', unknown: 'x' }[which] }
  }
  return { id: { existing: 'class-a', foreign: 'class-c', unknown: 'x' }[which] }
}
