import type { Machine } from './machine.ts'
import { SetupError } from './setup-error.ts'

/** Put on every Docker object that belongs to a Kindlab; its value is the instance. */
const INSTANCE_LABEL = 'kindlab.instance'

/** Put by kind on the containers of a cluster; its value is the cluster's name, which is also that of our network. */
const CLUSTER_LABEL = 'io.x-k8s.kind.cluster'

/** Names of networks and volumes, ids of containers. */
export interface LabelledObjects {
  containers: readonly string[]
  networks: readonly string[]
  volumes: readonly string[]
}

/** Our objects, of one instance or of all. Throws when any of Docker's answers failed: half a list would be taken for the whole. */
export async function listLabelledObjects(machine: Machine): Promise<LabelledObjects> {
  const label = machine.instance === undefined ? INSTANCE_LABEL : `${INSTANCE_LABEL}=${machine.instance}`
  const filter = ['--filter', `label=${label}`]
  const networks = await list(machine, ['network', 'ls', '--format', '{{.Name}}', ...filter])
  const containers = await list(machine, ['ps', '--all', '--quiet', ...filter])
  // kind makes the node containers, and cannot put our label on them.
  for (const network of networks) {
    for (const own of [`label=${CLUSTER_LABEL}=${network}`, `network=${network}`]) {
      containers.push(...(await list(machine, ['ps', '--all', '--quiet', '--filter', own])))
    }
  }
  const volumes = await list(machine, ['volume', 'ls', '--format', '{{.Name}}', ...filter])
  return { containers: [...new Set(containers)], networks, volumes }
}

/** Removes them, with the unnamed volumes of the containers. */
export async function removeObjects(machine: Machine, objects: LabelledObjects): Promise<void> {
  await remove(machine, ['rm', '--force', '--volumes'], objects.containers)
  await remove(machine, ['network', 'rm'], objects.networks)
  await remove(machine, ['volume', 'rm'], objects.volumes)
}

async function list(machine: Machine, args: readonly string[]): Promise<string[]> {
  const result = await machine.run(['docker', ...args], { timeoutMs: 30_000 })
  if (result.exitCode !== 0) {
    throw new SetupError('Docker did not say what there is, so nothing was removed', {
      remedy: './kindlab doctor',
      result,
    })
  }
  return result.stdout.split('\n').filter((line) => line !== '')
}

async function remove(machine: Machine, command: readonly string[], ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const result = await machine.run(['docker', ...command, ...ids], { timeoutMs: 300_000 })
  if (result.exitCode === 0) return
  throw new SetupError('Not everything could be removed', { remedy: './kindlab down --sandboxes, once more', result })
}
