import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { readProcessConfig } from '#server/config.ts'
import { RecordedTerminal } from '#server/providers/contract/recorded-terminal.ts'
import { DockerEngine } from './docker-engine.ts'
import { KIND_DEFAULTS, KindProvider } from './kind-provider.ts'
import type { KindSandbox } from './kind-sandbox.ts'

/** Freezes and thaws a cluster of two nodes. */
const { dockerHost, kindPath, nodeImage } = readProcessConfig()
const provider = new KindProvider({
  ...KIND_DEFAULTS,
  engine: new DockerEngine(dockerHost),
  kind: { binary: kindPath, environment: process.env },
  nodeImage,
  instance: `frozen-${randomBytes(4).toString('hex')}`,
})
const id = randomBytes(8).toString('hex')
const options = { signal: new AbortController().signal, onPhase: () => undefined }
const never = new AbortController().signal
/** Longer than every time limit of the cluster: Nodes count as lost after 50 s. */
const FROZEN_MS = 60_000
/** A failed report of a kubelet is repeated after 10 s. */
const WATCHED_MS = 13_000
let sandbox: KindSandbox

before(async () => {
  sandbox = await provider.create({ id, nodeCount: 2, labId: 'frozen', generation: 1 }, options)
})

after(async () => {
  for (const found of await provider.list()) await provider.destroy(found.id)
})

async function bash(script: string): Promise<string> {
  const argv = ['bash', '-c', `export KUBECONFIG=/etc/kubernetes/admin.conf; ${script}`]
  const { exitCode, stdout, stderr } = await sandbox.exec({ node: 'control-plane', argv, timeoutMs: 60_000 })
  assert.equal(exitCode, 0, `${script}: ${stdout}${stderr}`)
  return stdout
}

const READY = `kubectl get nodes --watch --no-headers --output 'custom-columns=READY:.status.conditions[?(@.type=="Ready")].status'`
const RESTARTS = `kubectl get pods --all-namespaces --field-selector 'metadata.namespace!=kindlab-canary' --output 'custom-columns=NAME:.metadata.name,RESTARTS:.status.containerStatuses[*].restartCount'`
const LEADERS = `kubectl get leases --namespace kube-system --output 'custom-columns=NAME:.metadata.name,HOLDER:.spec.holderIdentity,CHANGES:.spec.leaseTransitions'`
const LOOKUP = `kubectl exec probe -- nslookup kubernetes.default.svc.cluster.local`

/** Percent of one core that both nodes use. Uses the docker CLI instead of the code under test. */
function readProcessorUse(): number {
  const names = ['control-plane', 'worker'].map((role) => `kl-${id}-${role}`)
  const stats = execFileSync('docker', ['stats', '--no-stream', '--format', '{{.CPUPerc}}', ...names])
  return stats
    .toString()
    .split('\n')
    .reduce((sum, line) => sum + (Number.parseFloat(line) || 0), 0)
}

test('a frozen cluster uses no processor; after the thaw it works, and nothing in it has restarted or was reported as lost', async () => {
  await bash(`kubectl run probe --image=localhost/toolbox:1 --restart=Never -- sleep infinity
    kubectl wait pod/probe --for=condition=Ready --timeout=40s; ${LOOKUP}`)
  const terminal = await RecordedTerminal.openAtPrompt(sandbox, { node: 'worker', terminal: 'worker-1' })
  const found = await bash(`${RESTARTS}; ${LEADERS}`)
  await bash(`setsid bash -c "${READY.replaceAll('"', String.raw`\"`)}" >/root/ready 2>&1 </dev/null & sleep 1`)
  await provider.freeze(id, never)
  const [frozen] = await provider.list()
  assert.deepEqual([frozen?.isComplete, frozen?.isFrozen], [true, true])
  await assert.rejects(bash('true'), { code: 'sandbox.gone' })
  await pause(FROZEN_MS)
  assert.ok(readProcessorUse() <= 1, 'the frozen cluster uses at most 1 % of a core')

  const startedAt = performance.now()
  const passed = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  // The shell has run all the time; its answer to Enter is a prompt.
  const prompt = terminal.run('', /133;B/).then(passed)
  await provider.thaw(id, () => undefined)
  const awakeAfter = passed()
  await bash(LOOKUP)
  process.stdout.write(`# prompt after ${await prompt}, awake after ${awakeAfter}, DNS after ${passed()}\n`)
  await pause(WATCHED_MS)
  assert.doesNotMatch(await bash('cat /root/ready'), /False|Unknown/)
  assert.equal(await bash(`${RESTARTS}; ${LEADERS}`), found)
  assert.equal((await provider.list())[0]?.isFrozen, false)
  assert.equal(
    await bash('ls /run | grep kindlab-held || true; iptables --list-rules OUTPUT | grep -c 6443 || true'),
    '0\n',
  )
})

test('a freeze that is aborted and a repeated thaw leave a cluster that works', async () => {
  const controller = new AbortController()
  const freezing = provider.freeze(id, controller.signal)
  await pause(1_000)
  controller.abort(new Error('the learner is back'))
  await assert.rejects(freezing, /the learner is back/)
  await provider.thaw(id, () => undefined)
  await provider.thaw(id, () => undefined)
  await bash(`${LOOKUP}; kubectl create deployment later --image=localhost/toolbox:1 -- sleep infinity
    kubectl rollout status deployment/later --timeout=40s`)
})

test('a frozen cluster can be suspended and resumed, and removed', async () => {
  await provider.freeze(id, never)
  await provider.suspend(id)
  sandbox = await provider.resume(id, options)
  assert.deepEqual(
    (await provider.list()).map(({ isComplete, isFrozen }) => [isComplete, isFrozen]),
    [[true, false]],
  )
  await provider.freeze(id, never)
  await provider.destroy(id)
  assert.deepEqual(await provider.list(), [])
})
