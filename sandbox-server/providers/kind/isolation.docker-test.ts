import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { readProcessConfig } from '#server/config.ts'
import type { ExecResult } from '#server/providers/provider.ts'
import { DockerEngine } from './docker-engine.ts'
import { KIND_DEFAULTS, KindProvider } from './kind-provider.ts'
import type { KindSandbox } from './kind-sandbox.ts'
import { hasLostSeal } from './sandbox-network.ts'
import { openListeners } from './testing/listeners.ts'
import { parseProbes, PROBE } from './testing/probe.ts'

/** Two sandboxes. The attacker acts as root and first removes all protections inside the node; tests check the neighbour and the host. */
const { dockerHost, kindPath, nodeImage } = readProcessConfig()
const provider = new KindProvider({
  ...KIND_DEFAULTS,
  engine: new DockerEngine(dockerHost),
  kind: { binary: kindPath, environment: process.env },
  nodeImage,
  instance: `isolation-${randomBytes(4).toString('hex')}`,
})
let attacker: KindSandbox
let neighbour: KindSandbox

before(async () => {
  neighbour = await create()
  attacker = await create()
})

after(async () => {
  for (const { id } of await provider.list()) await provider.destroy(id)
})

async function create(): Promise<KindSandbox> {
  const spec = { id: randomBytes(8).toString('hex'), nodeCount: 1, labId: 'isolation', generation: 1 } as const
  return provider.create(spec, { signal: new AbortController().signal, onPhase: () => undefined })
}

function bash(sandbox: KindSandbox, script: string, ...args: string[]): Promise<ExecResult> {
  return sandbox.exec({ node: 'control-plane', argv: ['bash', '-c', script, 'bash', ...args], timeoutMs: 120_000 })
}

async function assertNeighbourWorks(): Promise<void> {
  const { exitCode, stdout, stderr } = await bash(
    neighbour,
    'KUBECONFIG=/etc/kubernetes/admin.conf kubectl get pods --all-namespaces --no-headers',
  )
  assert.equal(exitCode, 0, stderr)
  assert.match(stdout, /coredns.*Running/)
}

/** Uses the docker CLI instead of the code under test. */
function inspect(format: string, container: string): string {
  return execFileSync('docker', ['inspect', '--format', format, container], { encoding: 'utf8' }).trim()
}

function nodeOf({ id }: KindSandbox): string {
  return `kl-${id}-control-plane`
}

test('a sandbox reaches no address of another sandbox, of the host or of the internet', async () => {
  await using listeners = await openListeners()
  const address = inspect('{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', nodeOf(neighbour))
  assert.match(address, /^10\.201\./)
  const own = inspect('{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', nodeOf(attacker))
  const host = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  const hostAddresses = host.filter(({ family, internal }) => family === 'IPv4' && !internal).map((one) => one.address)
  assert.ok(hostAddresses.length > 0)
  const gateways = [address, own].map((one) => one.replace(/\d+$/, '1'))
  const targets = [address, ...gateways, ...hostAddresses, '169.254.169.254', '1.1.1.1']
  const ports = ['22', '53', '80', '443', '2375', '6443', '7000', '8472', '10250', String(listeners.port)]
  const { stdout } = await bash(attacker, PROBE, targets.join(' '), ports.join(' '))
  // The control shows that the probe detects an open port.
  assert.deepEqual(parseProbes(stdout), { control: ['127.0.0.1 6443'], reached: [], hadCarrier: true })
  assert.deepEqual(listeners.received(), [], 'no packet arrived that needs no response')
})

test('a server that opens a sandbox after a start of the machine seals its network again', async () => {
  const network = `kl-${neighbour.id}`
  assert.equal(await hasLostSeal(network), false)
  // Docker makes the interface again, with the values of the machine.
  await writeFile(`/proc/sys/net/ipv4/conf/${network.slice(0, 15)}/arp_ignore`, '0')
  assert.equal(await hasLostSeal(network), true)
  await provider.open(neighbour.id)
  assert.equal(await hasLostSeal(network), false)
})

test('a sandbox cannot resolve the names of other sandboxes', async () => {
  const { exitCode } = await bash(attacker, 'timeout 5 getent hosts "$1"', nodeOf(neighbour))
  assert.notEqual(exitCode, 0)
})

test('a full disk affects only its own sandbox', async () => {
  const fill =
    'dd if=/dev/zero of=/root/start bs=1M count=10; fallocate -l "$(df --output=avail -B1 / | tail -1)" /root/fill'
  await bash(attacker, `${fill}; dd if=/dev/zero of=/var/more bs=1M count=300`)
  const { stdout } = await bash(attacker, 'df --output=avail -BM / | tail -1; df --output=size -BG / | tail -1')
  const [availableMib = NaN, sizeGib = NaN] = stdout.split('\n').map((line) => Number.parseInt(line, 10))
  assert.ok(availableMib < 10, `${availableMib} MiB left`)
  assert.ok(sizeGib <= KIND_DEFAULTS.nodeLimits.diskGib, `${sizeGib} GiB`)
  await assertNeighbourWorks()
  await bash(attacker, 'rm -f /root/start /root/fill /var/more')
})

test('the kernel would kill a shell of a node, and what the shell starts, before the server', async () => {
  const { stdout } = await bash(attacker, 'cat /proc/1/oom_score_adj; bash -c "cat /proc/self/oom_score_adj"')
  assert.equal(stdout, '500\n500\n')
})

test('a process that exceeds the memory limit is killed, and the neighbour is unaffected', async () => {
  const { exitCode } = await bash(attacker, 'head -c 4G /dev/zero | tail >/dev/null; exit "${PIPESTATUS[1]}"')
  assert.equal(exitCode, 137)
  await assertNeighbourWorks()
})

test('a fork bomb is limited, and its sandbox can be removed while it runs', async () => {
  const script = 'bomb() { bomb | bomb & bomb; }; (bomb) >/dev/null 2>&1 & sleep 10'
  const bomb = bash(attacker, script).catch((error: unknown) => error)
  await bomb
  await assertNeighbourWorks()
  const pids = execFileSync('docker', ['stats', '--no-stream', '--format', '{{.PIDs}}', nodeOf(attacker)], {
    encoding: 'utf8',
  })
  assert.ok(Number(pids) <= KIND_DEFAULTS.nodeLimits.pids, `${pids} processes`)
  await provider.destroy(attacker.id)
  await assertNeighbourWorks()
})
