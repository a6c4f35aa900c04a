import assert from 'node:assert/strict'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

test('the default configuration listens on loopback only', () => {
  const config = readConfig({}, folders)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.port, 7000)
  assert.equal(config.dataFolder, '/home/ann/.cache/kindlab/data')
  assert.equal(config.siteFolder, '/srv/kindlab/out')
  assert.equal(config.labLeaseMs, 7_200_000)
  assert.ok(Object.isFrozen(config))
})

test('all problems are reported at once, each with the name of its variable', () => {
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

test('an address that other machines reach needs an access code', () => {
  assert.match(problemsOf({ KINDLAB_HOST: '192.0.2.7' }).join('\n'), /KINDLAB_ACCESS_CODE is missing/)
  assert.match(problemsOf({ KINDLAB_PUBLIC_ORIGIN: 'https://lab.example.org' }).join('\n'), /ACCESS_CODE is missing/)
  assert.deepEqual(problemsOf({ KINDLAB_HOST: '192.0.2.7', KINDLAB_ACCESS_CODE: 'quiet river' }), [])
  assert.match(problemsOf({ KINDLAB_HOST: '192.0.2.7', KINDLAB_ACCESS_CODE: 'short' }).join('\n'), /shorter than 8/)
  assert.deepEqual(problemsOf({ KINDLAB_HOST: '::1' }), [])
})

test('on loopback a link gives access, unless there is a code or the operator chooses otherwise', () => {
  assert.deepEqual(readConfig({}, folders).access, { kind: 'link' })
  assert.deepEqual(readConfig({ KINDLAB_LOCAL_ACCESS: 'open' }, folders).access, { kind: 'open' })
  const code = { KINDLAB_ACCESS_CODE: 'quiet river', KINDLAB_LOCAL_ACCESS: 'open' }
  assert.deepEqual(readConfig(code, folders).access, { kind: 'code', code: 'quiet river' })
  const reachable = { KINDLAB_HOST: '192.0.2.7', KINDLAB_LOCAL_ACCESS: 'open' }
  assert.match(problemsOf(reachable).join('\n'), /KINDLAB_ACCESS_CODE is missing/)
  assert.match(problemsOf({ KINDLAB_LOCAL_ACCESS: 'yes' }).join('\n'), /neither link nor open/)
})

test('listening on all addresses needs a public origin', () => {
  const code = { KINDLAB_ACCESS_CODE: 'quiet river' }
  assert.match(problemsOf({ KINDLAB_HOST: '0.0.0.0', ...code }).join('\n'), /PUBLIC_ORIGIN is missing/)
  const origin = { KINDLAB_PUBLIC_ORIGIN: 'http://192.0.2.7:7000' }
  assert.deepEqual(problemsOf({ KINDLAB_HOST: '0.0.0.0', ...code, ...origin }), [])
})

test("the local provider, which opens shells on the operator's machine, is refused on a reachable address", () => {
  const env = { KINDLAB_HOST: '192.0.2.7', KINDLAB_ACCESS_CODE: 'quiet river', KINDLAB_PROVIDER: 'local' }
  assert.match(problemsOf(env).join('\n'), /loopback addresses only/)
})

test('an empty variable counts as unset', () => {
  assert.equal(readConfig({ KINDLAB_HOST: '', KINDLAB_ACCESS_CODE: '' }, folders).host, '127.0.0.1')
})

test('a public origin is normalized as browsers send it', () => {
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

test('the access code can come from a file', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-config-'))
  const path = join(folder.path, 'code')
  await writeFile(path, 'quiet river\n')
  assert.deepEqual(readConfig({ KINDLAB_ACCESS_CODE_FILE: path }, folders).access, {
    kind: 'code',
    code: 'quiet river',
  })
  const both = { KINDLAB_ACCESS_CODE_FILE: path, KINDLAB_ACCESS_CODE: 'loud river' }
  assert.match(problemsOf(both).join(), /are both set/)
  assert.match(problemsOf({ KINDLAB_ACCESS_CODE_FILE: `${path}.missing` }).join(), /cannot be read/)
})

test('the way "oidc" needs an issuer over https and a client, and its secret comes from a file', async () => {
  const missing = problemsOf({ KINDLAB_SIGN_IN: 'password,oidc' })
  assert.match(missing.join('\n'), /KINDLAB_OIDC_ISSUER is missing[^]*KINDLAB_OIDC_CLIENT_ID is missing/)
  const provider = {
    KINDLAB_SIGN_IN: 'oidc',
    KINDLAB_OIDC_ISSUER: 'https://id.example.org',
    KINDLAB_OIDC_CLIENT_ID: 'lab',
  }
  for (const issuer of [
    'http://id.example.org',
    'ftp://id.example.org',
    'https://id.example.org/?a=b',
    'id.example.org',
  ]) {
    assert.match(problemsOf({ ...provider, KINDLAB_OIDC_ISSUER: issuer }).join('\n'), /ISSUER is not/, issuer)
  }
  assert.deepEqual(problemsOf({ ...provider, KINDLAB_OIDC_ISSUER: 'http://127.0.0.1:8080/realms/a' }), [])
  const absent = { ...provider, KINDLAB_OIDC_CLIENT_SECRET_FILE: '/nowhere' }
  assert.match(problemsOf(absent).join('\n'), /CLIENT_SECRET_FILE cannot be read/)
  await using folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-secret-'))
  const path = join(folder.path, 'secret')
  await writeFile(path, '')
  assert.match(problemsOf({ ...absent, KINDLAB_OIDC_CLIENT_SECRET_FILE: path }).join('\n'), /is empty/)
  await writeFile(path, 'from a file\n')
  const { signIn } = readConfig({ ...provider, KINDLAB_OIDC_CLIENT_SECRET_FILE: path }, folders)
  assert.deepEqual([signIn.isAnonymous, signIn.hasPassword, signIn.oidc?.clientSecret], [false, false, 'from a file'])
})

test('rules give roles by claims, and a wrong rule prevents the start', () => {
  const provider = {
    KINDLAB_SIGN_IN: 'oidc',
    KINDLAB_OIDC_ISSUER: 'https://id.example.org',
    KINDLAB_OIDC_CLIENT_ID: 'lab',
  }
  const rules = 'groups=teachers=instructor, https://example.org/roles=staff=admin'
  const { signIn } = readConfig(
    { ...provider, KINDLAB_OIDC_ROLES: rules, KINDLAB_OIDC_REQUIRE: 'hd=example.org' },
    folders,
  )
  assert.deepEqual(signIn.oidc?.roles, [
    { claim: 'groups', value: 'teachers', role: 'instructor' },
    { claim: 'https://example.org/roles', value: 'staff', role: 'admin' },
  ])
  assert.deepEqual(signIn.oidc?.required, { claim: 'hd', value: 'example.org' })
  for (const wrong of ['groups=teachers', 'groups=teachers=owner', 'admin', 'a=b=admin,']) {
    assert.match(problemsOf({ ...provider, KINDLAB_OIDC_ROLES: wrong }).join('\n'), /OIDC_ROLES is not a list/, wrong)
  }
})
