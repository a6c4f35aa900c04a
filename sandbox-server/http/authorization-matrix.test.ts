/** N1, N17: every action of the policy, by every role, in every relation, with ids that are own, foreign and unknown. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { ENDPOINT_NAMES } from '#protocol/api.ts'
import { type Action, isAction, POLICY, policyOf, type PolicyRow } from './policy.ts'
import { EXPECTED, methodOf } from './testing/expected-permissions.ts'
import { findDifferences } from './testing/find-differences.ts'
import { startPolicySite } from './testing/policy-site.ts'

const ACTIONS = Object.keys(POLICY).filter(isAction)
/** At least this share of the changed rules must be noticed (N1). */
const LEAST_NOTICED = 0.99

test('the expected matrix names every action of the policy exactly once', () => {
  const named = Object.values(EXPECTED).flat()
  assert.deepEqual(named.toSorted(), ACTIONS.toSorted())
  for (const name of ENDPOINT_NAMES) assert.ok(named.includes(name), name)
})

test('N1: each action is allowed exactly for the callers of the matrix, and refusals of foreign and unknown ids are the same', async () => {
  await using site = await startPolicySite()
  const all: string[] = []
  for (const action of ACTIONS) for await (const found of findDifferences(site, action, policyOf)) all.push(found)
  assert.deepEqual(all, [])
})

test('N1: the matrix notices every rule of the policy that is removed or replaced', async (context) => {
  await using site = await startPolicySite()
  const unnoticed: string[] = []
  let count = 0
  for (const { action, change, row } of allMutants()) {
    count += 1
    const { done } = await findDifferences(site, action, (name) => (name === action ? row : policyOf(name))).next()
    if (done === true) unnoticed.push(`${action}: ${change}`)
  }
  const share = (count - unnoticed.length) / count
  context.diagnostic(`${count} changed rules, ${unnoticed.length} unnoticed: ${(share * 100).toFixed(2)} % noticed`)
  assert.ok(count > 10 * ACTIONS.length, 'every part of every rule is changed')
  assert.ok(share >= LEAST_NOTICED, unnoticed.join('\n'))
  assert.deepEqual(unnoticed, [])
})

interface Mutant {
  action: Action
  change: string
  row: PolicyRow
}

const WHO = ['anyone', 'visitor', 'learner', 'instructor', 'admin'] as const
const RELATIONS = [
  ...(['none', 'own lab', 'own session', 'token of class'] as const),
  ...(['class member', 'class taught', 'class taught member'] as const),
]
const FROM = ['own page', 'form', 'link', 'provider'] as const

/** Each part of each rule, removed or replaced by every other value that has another meaning. */
function allMutants(): Mutant[] {
  return ACTIONS.flatMap((action) => {
    const row = policyOf(action)
    const { rate, isAlwaysAllowed, ...rest } = row
    const isSafe = methodOf(action) === 'GET'
    const rows: Record<string, PolicyRow> = {
      ...Object.fromEntries(WHO.map((who) => [`who ${who}`, { ...row, who }])),
      ...Object.fromEntries(RELATIONS.map((relation) => [`relation ${relation}`, { ...row, relation }])),
      ...Object.fromEntries(FROM.map((from) => [`from ${from}`, { ...row, from }])),
      'no rate': { ...rest, ...(isAlwaysAllowed === true && { isAlwaysAllowed }) },
      'another rate': { ...row, rate: rate === 'help' ? 'reads' : 'help' },
      'the other value of isAlwaysAllowed':
        isAlwaysAllowed === true ? { ...rest, ...(rate && { rate }) } : { ...row, isAlwaysAllowed: true },
    }
    return Object.entries(rows)
      .filter(([, changed]) => !isSameRule(row, changed, isSafe))
      .map(([change, changed]) => ({ action, change, row: changed }))
  })
}

/** A request that only reads needs no proof of a form, and is possible while the server is read-only. */
function isSameRule(one: PolicyRow, other: PolicyRow, isSafe: boolean): boolean {
  const meaning = ({ from, isAlwaysAllowed, ...rest }: PolicyRow) => {
    const page = isSafe ? 'this site' : from
    return {
      ...rest,
      from: from === 'link' || from === 'provider' ? 'anywhere' : page,
      isAlwaysAllowed: isSafe || isAlwaysAllowed === true,
    }
  }
  return isDeepStrictEqual(meaning(one), meaning(other))
}
