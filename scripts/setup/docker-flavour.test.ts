import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRefusal, findUntried, parseEngineFacts } from './docker-flavour.ts'

const PLAIN = {
  SecurityOptions: ['name=seccomp,profile=builtin'],
  OperatingSystem: 'Debian GNU/Linux 13 (trixie)',
  KernelVersion: '6.12.0-amd64',
  Architecture: 'x86_64',
  SystemTime: '2026-11-30T10:00:05.5Z',
}
const NOW = Date.parse('2026-11-30T10:00:00Z')

function factsOf(change: Record<string, unknown> = {}) {
  const facts = parseEngineFacts(JSON.stringify({ ...PLAIN, ...change }), NOW)
  assert.ok(facts)
  return facts
}

test('an ordinary Docker Engine is accepted', () => {
  assert.equal(findRefusal(factsOf()), undefined)
  assert.deepEqual(findUntried(factsOf()), [])
  assert.equal(factsOf().clockLeadMs, 5_500)
})

test('rootless Docker and Podman are refused in words', () => {
  assert.match(findRefusal(factsOf({ SecurityOptions: ['name=rootless'] })) ?? '', /^rootless Docker is not supported/)
  assert.match(findRefusal(factsOf({ BuildahVersion: '1.39' })) ?? '', /^Podman is not supported/)
})

test('Docker Desktop, WSL, arm64 and the nftables back end are declared untried', () => {
  assert.deepEqual(findUntried(factsOf({ OperatingSystem: 'Docker Desktop' })), ['Docker Desktop'])
  assert.deepEqual(findUntried(factsOf({ KernelVersion: '5.15.0-microsoft-standard-WSL2' })), ['WSL'])
  assert.deepEqual(findUntried(factsOf({ Architecture: 'aarch64' })), ['processors of aarch64'])
  assert.match(findUntried(factsOf({ FirewallBackend: { Driver: 'nftables' } })).join(), /nftables/)
})

test('text that is not JSON gives no facts', () => {
  assert.equal(parseEngineFacts('Cannot connect', NOW), undefined)
})
