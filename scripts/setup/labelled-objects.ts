import { BAKE_INSTANCE, BAKE_OWNER_LABEL } from '#server/providers/kind/golden/bake-cluster.ts'
import { KIND_LABEL, LABEL } from '#server/providers/kind/labels.ts'
import type { Machine } from './machine.ts'
import type { OwnInstances } from './own-instances.ts'
import { SetupError } from './setup-error.ts'

/** Names of networks and volumes, ids of containers. */
export interface LabelledObjects {
  containers: readonly string[]
  networks: readonly string[]
  volumes: readonly string[]
}

export interface LabelledObject {
  kind: keyof LabelledObjects
  name: string
  instance: string
}

export interface FoundObjects {
  own: readonly LabelledObject[]
  /** Objects of other installations on the same Docker. */
  others: readonly LabelledObject[]
}

const LISTS = [
  { kind: 'networks', argv: ['network', 'ls'], name: '{{.Name}}' },
  { kind: 'containers', argv: ['ps', '--all'], name: '{{.ID}}' },
  { kind: 'volumes', argv: ['volume', 'ls'], name: '{{.Name}}' },
] as const

/** All objects with Kindlab's labels. Throws if any request to Docker fails, since a partial list looks complete. */
export async function findObjects(machine: Machine, own: OwnInstances): Promise<FoundObjects> {
  const objects: LabelledObject[] = []
  let isOwnBake = false
  for (const { kind, argv, name } of LISTS) {
    const format = `${name}\t{{.Label "${LABEL.instance}"}}\t{{.Label "${BAKE_OWNER_LABEL}"}}`
    const filter = ['--filter', `label=${LABEL.instance}`]
    for (const line of await list(machine, [...argv, '--format', format, ...filter])) {
      const [object = '', instance = '', bakeOwner] = line.split('\t')
      objects.push({ kind, name: object, instance })
      isOwnBake ||= bakeOwner !== undefined && bakeOwner !== '' && bakeOwner === own.bakeOwner
    }
  }
  const isOwn = ({ instance }: LabelledObject): boolean => {
    if (instance === BAKE_INSTANCE && own.bakeOwner !== undefined) return isOwnBake
    return own.names.has(instance) || (own.commandPrefix !== undefined && instance.startsWith(own.commandPrefix))
  }
  return { own: objects.filter(isOwn), others: objects.filter((object) => !isOwn(object)) }
}

/** Adds the node containers that kind has created, which cannot have our label: they are found by their cluster and network. */
export async function addNodes(machine: Machine, objects: readonly LabelledObject[]): Promise<LabelledObjects> {
  const named = (wanted: keyof LabelledObjects) => objects.filter(({ kind }) => kind === wanted).map(({ name }) => name)
  const containers = named('containers')
  const networks = named('networks')
  for (const network of networks) {
    for (const filter of [`label=${KIND_LABEL.cluster}=${network}`, `network=${network}`]) {
      containers.push(...(await list(machine, ['ps', '--all', '--format', '{{.ID}}', '--filter', filter])))
    }
  }
  return { containers: [...new Set(containers)], networks, volumes: named('volumes') }
}

/** Removes the objects, and the anonymous volumes of the containers. `--force` accepts an object that is gone already. */
export async function removeObjects(machine: Machine, objects: LabelledObjects): Promise<void> {
  await remove(machine, ['rm', '--force', '--volumes'], objects.containers)
  await remove(machine, ['network', 'rm', '--force'], objects.networks)
  await remove(machine, ['volume', 'rm', '--force'], objects.volumes)
}

async function list(machine: Machine, args: readonly string[]): Promise<string[]> {
  const result = await machine.run(['docker', ...args], { timeoutMs: 30_000 })
  if (result.exitCode !== 0) {
    throw new SetupError('Docker did not list its objects, so nothing was removed', {
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
  throw new SetupError('Some objects could not be removed', { remedy: 'run the same command again', result })
}
