import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { readProcessConfig } from '#server/config.ts'
import { DockerEngine } from './docker-engine.ts'
import { KIND_DEFAULTS, KindProvider } from './kind-provider.ts'
import type { KindSandbox } from './kind-sandbox.ts'

/** Suspends and resumes a sandbox. */
const { dockerHost, kindPath, nodeImage } = readProcessConfig()
const provider = new KindProvider({
  ...KIND_DEFAULTS,
  engine: new DockerEngine(dockerHost),
  kind: { binary: kindPath, environment: process.env },
  nodeImage,
  instance: `kept-${randomBytes(4).toString('hex')}`,
})
const id = randomBytes(8).toString('hex')
const options = { signal: new AbortController().signal, onPhase: () => undefined }
let sandbox: KindSandbox

before(async () => {
  sandbox = await provider.create({ id, nodeCount: 2, labId: 'kept', generation: 1 }, options)
})

after(async () => {
  for (const found of await provider.list()) await provider.destroy(found.id)
})

async function bash(script: string): Promise<string> {
  const argv = ['bash', '-c', `export KUBECONFIG=/etc/kubernetes/admin.conf; ${script}`]
  const { exitCode, stdout, stderr } = await sandbox.exec({ node: 'control-plane', argv, timeoutMs: 240_000 })
  assert.equal(exitCode, 0, `${script}: ${stdout}${stderr}`)
  return stdout
}

const isAnswered =
  'until kubectl exec deploy/web -- nslookup kubernetes.default.svc.cluster.local >/dev/null 2>&1; do sleep 0.5; done'

test('files, objects, working Pods and Ready nodes survive suspend and resume', async () => {
  await bash('echo mine >/root/notes; kubectl create configmap mine --from-literal=is=kept')
  await bash('kubectl create deployment web --image=localhost/toolbox:1 -- sleep infinity')
  await bash(`kubectl rollout status deployment/web --timeout=120s; ${isAnswered}`)
  const uid = await bash('kubectl get deployment web --output jsonpath={.metadata.uid}')

  await provider.suspend(id)
  const [kept] = await provider.list()
  assert.deepEqual([kept?.id, kept?.isComplete], [id, false])
  const states = execFileSync('docker', ['ps', '--all', '--filter', `name=kl-${id}`, '--format', '{{.State}}'])
  assert.equal(states.toString(), 'exited\nexited\n')
  await provider.suspend(id)

  const startedAt = performance.now()
  sandbox = await provider.resume(id, options)
  process.stdout.write(`# resumed after ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
  assert.equal((await provider.list())[0]?.isComplete, true)
  assert.equal(await bash('cat /root/notes; kubectl get configmap mine --output jsonpath={.data.is}'), 'mine\nkept')
  assert.equal(await bash('kubectl get deployment web --output jsonpath={.metadata.uid}'), uid)
  await bash('kubectl wait nodes --all --for=condition=Ready --timeout=60s')
  await bash(`kubectl rollout status deployment/web --timeout=120s; ${isAnswered}`)
  process.stdout.write(`# DNS in its Pod after ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
})

test('a cluster that the lesson has broken is resumed broken, within a time limit', async () => {
  await bash('systemctl disable --now kubelet 2>/dev/null')
  await provider.suspend(id)
  sandbox = await provider.resume(id, options)
  assert.equal(await bash('systemctl is-active kubelet || true'), 'inactive\n')
})

const FREEZE = `setsid sleep infinity >/dev/null 2>&1 &
stuck=/sys/fs/cgroup/stuck; frozen=cgroup.freeze; value=1
if [ -d /sys/fs/cgroup/freezer ]; then stuck=/sys/fs/cgroup/freezer/stuck; frozen=freezer.state; value=FROZEN; fi
mkdir "$stuck" && echo $! >"$stuck/cgroup.procs" && echo "$value" >"$stuck/$frozen"`

test('destroy removes a node with a frozen process', async () => {
  await bash(FREEZE)
  await provider.destroy(id)
  assert.deepEqual(await provider.list(), [])
})
