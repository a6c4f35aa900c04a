import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import * as z from 'zod'
import { ConfigProblems, readConfig, Variables } from './config.ts'

const folders = { home: '/home/ann', checkout: '/srv/kindlab' }

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env, folders)
  } catch (error) {
    assert.ok(error instanceof ConfigProblems)
    return error.problems
  }
  return []
}

test('without any variable the server is for this machine only', () => {
  const config = readConfig({}, folders)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.port, 7000)
  assert.equal(config.dataFolder, '/home/ann/.cache/kindlab/data')
  assert.equal(config.siteFolder, '/srv/kindlab/out')
  assert.equal(config.labLeaseMs, 7_200_000)
  assert.ok(Object.isFrozen(config))
})

test('all problems are told at once, by the name of their variable', () => {
  const problems = problemsOf({
    KINDLAB_PORT: '70000',
    KINDLAB_PROVIDER: 'docker',
    KINDLAB_INSTANCE: 'Äh',
    KINDLAB_LAB_MINUTES: 'two',
    KINDLAB_PUBLIC_ORIGIN: 'https://lab.example.org/path',
    KINDLAB_TIER: '2',
    DOCKER_HOST: 'ssh://somewhere',
  })
  for (const name of ['PORT', 'PROVIDER', 'INSTANCE', 'LAB_MINUTES', 'PUBLIC_ORIGIN', 'TIER']) {
    assert.equal(problems.filter((problem) => problem.startsWith(`KINDLAB_${name} `)).length, 1, name)
  }
  assert.equal(problems.filter((problem) => problem.startsWith('DOCKER_HOST ')).length, 1)
})

test('an address that others reach needs an access code', () => {
  assert.match(problemsOf({ KINDLAB_HOST: '192.0.2.7' }).join('\n'), /KINDLAB_ACCESS_CODE is missing/)
  assert.match(problemsOf({ KINDLAB_PUBLIC_ORIGIN: 'https://lab.example.org' }).join('\n'), /ACCESS_CODE is missing/)
  assert.deepEqual(problemsOf({ KINDLAB_HOST: '192.0.2.7', KINDLAB_ACCESS_CODE: 'quiet river' }), [])
  assert.match(problemsOf({ KINDLAB_HOST: '192.0.2.7', KINDLAB_ACCESS_CODE: 'short' }).join('\n'), /shorter than 8/)
  assert.deepEqual(problemsOf({ KINDLAB_HOST: '::1' }), [])
})

test('listening everywhere needs the name that people type', () => {
  const code = { KINDLAB_ACCESS_CODE: 'quiet river' }
  assert.match(problemsOf({ KINDLAB_HOST: '0.0.0.0', ...code }).join('\n'), /PUBLIC_ORIGIN is missing/)
  const origin = { KINDLAB_PUBLIC_ORIGIN: 'http://192.0.2.7:7000' }
  assert.deepEqual(problemsOf({ KINDLAB_HOST: '0.0.0.0', ...code, ...origin }), [])
})

test("shells on the operator's machine are never offered to others", () => {
  const env = { KINDLAB_HOST: '192.0.2.7', KINDLAB_ACCESS_CODE: 'quiet river', KINDLAB_PROVIDER: 'local' }
  assert.match(problemsOf(env).join('\n'), /loopback addresses only/)
})

test('an empty variable counts as unset', () => {
  assert.equal(readConfig({ KINDLAB_HOST: '', KINDLAB_ACCESS_CODE: '' }, folders).host, '127.0.0.1')
})

test('a public origin is kept as browsers spell it', () => {
  const env = { KINDLAB_PUBLIC_ORIGIN: 'https://Lab.Example.org:443/', KINDLAB_ACCESS_CODE: 'quiet river' }
  assert.equal(readConfig(env, folders).publicOrigin, 'https://lab.example.org')
})

test('docs/configuration.md and the schema name the same variables and defaults', async () => {
  const page = await readFile(new URL('../docs/configuration.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `([A-Z_]+)`\s*\| (.+?)\s*\|/gm)]
  const documented = Object.fromEntries(rows.map(([, name, text]) => [name, text]))
  const defaults = z.record(z.string(), z.union([z.string(), z.number()])).parse(Variables.parse({}))
  const known = Object.keys(Variables.shape).map((name) => {
    const value = name === 'KINDLAB_DATA' ? '~/.cache/kindlab/data' : defaults[name]
    return [name, value === undefined ? 'none' : `\`${value}\``]
  })
  assert.deepEqual(documented, Object.fromEntries(known))
})
