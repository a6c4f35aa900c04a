import { createHash } from 'node:crypto'
import { execPath } from 'node:process'
import { hashInputs } from './input-hash.ts'
import type { Machine } from './machine.ts'

const CODE = ['sandbox-server', 'protocol', 'course', 'content', 'package-lock.json']

/** One hash of code, site and settings: a running server with the same hash need not restart. Hashed, since settings may hold a secret. */
export async function makeFingerprint(
  machine: Machine,
  settings: Readonly<Record<string, string>>,
  site: string,
): Promise<string> {
  const code = await hashInputs(machine.checkout, CODE)
  const parts = [code, site, describeSettings({ ...machine.variables, ...settings }), execPath]
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

/** The variables that the server reads, in a fixed order. */
export function describeSettings(variables: Readonly<Record<string, string>>): string {
  const entries = Object.entries(variables).filter(([name]) => name.startsWith('KINDLAB_') || name === 'DOCKER_HOST')
  return JSON.stringify(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
