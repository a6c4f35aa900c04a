import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Distribution, parseOsRelease } from './distribution.ts'
import { packageName, planDocker, planGo, planComposeTools } from './package-plan.ts'

const debian = (release: number, codename: string): Distribution => ({ family: 'debian', name: '', codename, release })
const ubuntu = (release: number, codename: string): Distribution => ({ family: 'ubuntu', name: '', codename, release })

test('on Debian 12 the engine and Go come from trixie', () => {
  const plan = planDocker(debian(12, 'bookworm'))
  assert.equal(plan?.pinnedSuite, 'trixie')
  assert.deepEqual(plan?.packages, ['docker.io/trixie', 'containerd/trixie', 'docker-cli/trixie', 'iptables'])
  assert.equal(planGo(debian(12, 'bookworm'))?.pinnedSuite, 'trixie')
})

test('newer releases provide the packages themselves', () => {
  assert.deepEqual(planDocker(debian(13, 'trixie')), { packages: ['docker.io', 'docker-cli', 'iptables'] })
  assert.deepEqual(planDocker(debian(0, 'sid'))?.packages, ['docker.io', 'docker-cli', 'iptables'])
  assert.deepEqual(planDocker(ubuntu(24, 'noble')), { packages: ['docker.io', 'iptables'] })
  assert.deepEqual(planGo(ubuntu(22, 'jammy'))?.packages, ['golang-1.23-go'])
})

test('unknown distributions have no plan', () => {
  assert.equal(planDocker(debian(11, 'bullseye')), undefined)
  assert.equal(planDocker(ubuntu(20, 'focal')), undefined)
  assert.equal(planDocker(parseOsRelease('ID=fedora\n')), undefined)
  assert.equal(planGo(parseOsRelease('ID=arch\n')), undefined)
})

test('removes the suite from the name of a package', () => {
  assert.equal(packageName('docker.io/trixie'), 'docker.io')
  assert.equal(packageName('gcc'), 'gcc')
})

test('plans the plugins of docker for each distribution, on Debian 12 from the same source as Docker', () => {
  const bookworm = { family: 'debian', name: 'Debian', codename: 'bookworm', release: 12 } as const
  assert.deepEqual(planComposeTools(bookworm)?.pinnedSuite, 'trixie')
  assert.deepEqual(planComposeTools({ ...bookworm, release: 13 }), { packages: ['docker-buildx', 'docker-compose'] })
  assert.deepEqual(planComposeTools({ ...bookworm, family: 'ubuntu', release: 24 })?.packages[1], 'docker-compose-v2')
  assert.equal(planComposeTools({ ...bookworm, family: 'other' }), undefined)
})
