import { setTimeout as sleep } from 'node:timers/promises'
import type { Machine } from '#scripts/setup/machine.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { WithCluster } from './clusters.ts'
import { leftSince, takeInventory } from './inventory.ts'
import type { Cycles } from './results.ts'

/** The kernel releases namespaces, loop devices and memory some time after a container is removed. */
const SETTLE_MS = 30_000
const USE_WITHIN_MS = 180_000
/** Uses a cluster: writes to the disk of a node, and creates a Pod. */
const USE = `head -c 64M /dev/urandom >/var/used
kubectl run used --image=localhost/toolbox:1 --restart=Never --command -- true
kubectl wait pod/used --for=jsonpath={.status.phase}=Succeeded --timeout=120s`

/** Creates, uses and removes clones one after the other, and reports leftovers. */
export async function runCycles(
  withClone: WithCluster,
  { machine, count, say }: { machine: Machine; count: number; say: (line: string) => void },
): Promise<Cycles> {
  const seconds: number[] = []
  const before = await takeInventory(machine)
  for (let turn = 1; turn <= count; turn += 1) {
    const beganAtMs = performance.now()
    try {
      await withClone(async (_name, booted) => {
        const sandbox = await booted
        const readyAfter = (performance.now() - beganAtMs) / 1000
        await use(sandbox)
        seconds.push(readyAfter)
      })
      say(`clone ${turn} of ${count}: ${seconds.at(-1)?.toFixed(1)} s`)
    } catch (error) {
      say(`clone ${turn} of ${count}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  await sleep(SETTLE_MS)
  const left = leftSince(before, await takeInventory(machine))
  say(`left: ${JSON.stringify(left)}`)
  return { good: seconds.length, of: count, seconds, left }
}

async function use(sandbox: Sandbox): Promise<void> {
  const argv = ['bash', '-ec', USE]
  const env = { KUBECONFIG: '/etc/kubernetes/admin.conf' }
  const { exitCode, stderr } = await sandbox.exec({ node: 'control-plane', argv, env, timeoutMs: USE_WITHIN_MS })
  if (exitCode !== 0) throw new Error(`not used: ${stderr.trim().split('\n').at(-1)}`)
}
