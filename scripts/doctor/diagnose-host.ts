import { findRefusal, findUntried, leaksNames } from '#scripts/setup/docker-flavour.ts'
import type { Finding } from './finding.ts'
import type { HostFacts } from './host-facts.ts'

/** The gates of a boot compare the clock of the server with the clocks of nodes, in whole seconds. */
const MAX_CLOCK_LEAD_MS = 5_000

/** Only what disturbs clusters: empty on most machines. */
export function diagnoseHost({ engine, isForwardDropped, isTcpdumpConfined, collidingRoutes }: HostFacts): Finding[] {
  const findings: Finding[] = []
  const refusal = engine && findRefusal(engine)
  if (refusal !== undefined) {
    const remedy = 'install Docker Engine as root (https://docs.docker.com/engine/install), or set DOCKER_HOST'
    findings.push({ check: 'Kind of Docker', state: 'fail', found: refusal, remedy })
  }
  const untried = engine === undefined ? [] : findUntried(engine)
  if (untried.length > 0) {
    const remedy = './kindlab test --e2e; a machine with Debian or Ubuntu, x86_64 and Docker Engine is tested'
    findings.push({
      check: 'Untried',
      state: 'warn',
      found: `Kindlab was not tried with ${untried.join(', ')}`,
      remedy,
    })
  }
  if (engine !== undefined && leaksNames(engine)) {
    const found = `Docker ${engine.version} lets clusters resolve names outside if the resolver of this machine has a loopback address (CVE-2024-29018)`
    const remedy = 'install Docker 25.0.5 or newer, or 23.0.11; a distribution may have mended its own version'
    findings.push({ check: 'Docker', state: 'warn', found, remedy })
  }
  const leadMs = Math.abs(engine?.clockLeadMs ?? 0)
  if (leadMs > MAX_CLOCK_LEAD_MS) {
    const found = `the clocks of Docker and of this machine differ by ${Math.round(leadMs / 1000)} s, so starts of labs fail or end too early`
    findings.push({ check: 'Clock', state: 'warn', found, remedy: 'sudo timedatectl set-ntp true' })
  }
  if (isForwardDropped) {
    const found =
      'br_netfilter passes traffic inside of clusters to the chain FORWARD, which drops it: rules of Docker are missing'
    findings.push({ check: 'Firewall', state: 'fail', found, remedy: 'sudo systemctl restart docker' })
  }
  if (isTcpdumpConfined) {
    const found = 'the AppArmor profile of tcpdump also applies in nodes: captures can be written only to some folders'
    const remedy = 'sudo apparmor_parser --remove /etc/apparmor.d/usr.bin.tcpdump'
    findings.push({ check: 'AppArmor', state: 'warn', found, remedy })
  }
  if (collidingRoutes.length > 0) {
    const found = `routes into the addresses of clusters: ${collidingRoutes.join(', ')}; hosts behind them cannot be reached while clusters run`
    findings.push({
      check: 'Routes',
      state: 'warn',
      found,
      remedy: 'use other addresses there: clusters have 10.201.0.0/16',
    })
  }
  return findings
}
