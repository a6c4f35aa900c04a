import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnoseHost } from './diagnose-host.ts'
import { findCollidingRoutes, type HostFacts, isDropping } from './host-facts.ts'

const ENGINE = {
  isRootless: false,
  isPodman: false,
  isDesktop: false,
  isWsl: false,
  version: '26.1.5+dfsg1',
  architecture: 'x86_64',
  hasNftables: false,
  clockLeadMs: 20,
}
const GOOD: HostFacts = { engine: ENGINE, isForwardDropped: false, isTcpdumpConfined: false, collidingRoutes: [] }

function findingOf(change: Partial<HostFacts>) {
  const [finding, ...rest] = diagnoseHost({ ...GOOD, ...change })
  assert.ok(finding)
  assert.deepEqual(rest, [])
  assert.notEqual(finding.remedy, undefined)
  return finding
}

test('an ordinary machine has no findings, and neither has one without Docker', () => {
  assert.deepEqual(diagnoseHost(GOOD), [])
  assert.deepEqual(diagnoseHost({ ...GOOD, engine: undefined }), [])
})

test('names an engine that is refused or untried', () => {
  assert.equal(findingOf({ engine: { ...ENGINE, isRootless: true } }).state, 'fail')
  const untried = findingOf({ engine: { ...ENGINE, isWsl: true, architecture: 'aarch64' } })
  assert.equal(untried.found, 'Kindlab was not tried with WSL, processors of aarch64')
})

test('names a clock that differs, a dropping firewall, a profile of tcpdump and a route of a VPN', () => {
  assert.match(findingOf({ engine: { ...ENGINE, clockLeadMs: -61_000 } }).found, /differ by 61 s/)
  assert.equal(findingOf({ isForwardDropped: true }).check, 'Firewall')
  assert.match(findingOf({ isTcpdumpConfined: true }).remedy ?? '', /apparmor_parser/)
  assert.match(findingOf({ collidingRoutes: ['10.201.0.0/16 of tun0'] }).found, /10\.201\.0\.0\/16 of tun0/)
})

test('a dropping chain with the rules of Docker lets traffic of clusters pass', () => {
  assert.equal(isDropping('-P FORWARD DROP\n-A FORWARD -j DOCKER-USER\n'), false)
  assert.equal(isDropping('-P FORWARD DROP\n-A FORWARD -j ufw-before-forward\n'), true)
  assert.equal(isDropping('-P FORWARD ACCEPT\n'), false)
})

function row(name: string, destination: string, mask: string): string {
  return [name, destination, '00000000', '0001', '0', '0', '0', mask, '0', '0', '0'].join('\t')
}

test('finds routes into the addresses of clusters, and neither default routes nor those of clusters', () => {
  const table = [
    'Iface\tDestination\tGateway',
    row('eth0', '00000000', '00000000'),
    row('tun0', '0000C90A', '0000FFFF'),
    row('tun1', '0000C00A', '0000F0FF'),
    row('tun2', '0000000A', '000000FF'),
    row('wg0', '0000CA0A', '0000FFFF'),
    row('kl-0123456789ab', '0005C90A', '00FFFFFF'),
    '',
  ].join('\n')
  assert.deepEqual(findCollidingRoutes(table), ['10.201.0.0/16 of tun0', '10.192.0.0/12 of tun1'])
})

test('versions of Docker whose internal networks resolve names outside are reported', () => {
  const leaks = (version: string) => diagnoseHost({ ...GOOD, engine: { ...ENGINE, version } }).length
  for (const version of ['20.10.24+dfsg1', '23.0.10', '24.0.9', '25.0.4']) assert.equal(leaks(version), 1, version)
  for (const version of ['', '23.0.11', '25.0.5', '25.1.0', '26.0.0', '28.5.2'])
    assert.equal(leaks(version), 0, version)
  assert.match(findingOf({ engine: { ...ENGINE, version: '24.0.9' } }).found, /CVE-2024-29018/)
})
