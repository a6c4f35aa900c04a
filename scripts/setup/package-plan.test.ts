import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Distribution, parseOsRelease } from './distribution.ts'
import { packageName, planDocker, planGo } from './package-plan.ts'

const debian = (release: number, codename: string): Distribution => ({ family: 'debian', name: '', codename, release })
const ubuntu = (release: number, codename: string): Distribution => ({ family: 'ubuntu', name: '', codename, release })

test("takes Debian 12's engine and Go from trixie, by name", () => {
  const plan = planDocker(debian(12, 'bookworm'))
  assert.equal(plan?.pinnedSuite, 'trixie')
  assert.deepEqual(plan?.packages, ['docker.io/trixie', 'containerd/trixie', 'docker-cli/trixie', 'iptables'])
  assert.equal(planGo(debian(12, 'bookworm'))?.pinnedSuite, 'trixie')
})

test('takes what newer releases have themselves', () => {
  assert.deepEqual(planDocker(debian(13, 'trixie')), { packages: ['docker.io', 'docker-cli', 'iptables'] })
  assert.deepEqual(planDocker(debian(0, 'sid'))?.packages, ['docker.io', 'docker-cli', 'iptables'])
  assert.deepEqual(planDocker(ubuntu(24, 'noble')), { packages: ['docker.io', 'iptables'] })
  assert.deepEqual(planGo(ubuntu(22, 'jammy'))?.packages, ['golang-1.23-go'])
})

test('has no plan for what it does not know', () => {
  assert.equal(planDocker(debian(11, 'bullseye')), undefined)
  assert.equal(planDocker(ubuntu(20, 'focal')), undefined)
  assert.equal(planDocker(parseOsRelease('ID=fedora\n')), undefined)
  assert.equal(planGo(parseOsRelease('ID=arch\n')), undefined)
})

test('knows a package by its name alone', () => {
  assert.equal(packageName('docker.io/trixie'), 'docker.io')
  assert.equal(packageName('gcc'), 'gcc')
})
