import { KindlabError } from '#protocol/kindlab-error.ts'
import { waitFor } from '#server/time/wait-for.ts'
import type { Clock } from '#server/time/clock.ts'
import type { ContainerRef, Engine, Labels } from './engine.ts'
import { KIND_LABEL, objectName, sandboxLabels } from './labels.ts'

export interface Removal {
  engine: Engine
  instance: string
  sandboxId: string
  clock?: Clock | undefined
}

const DEADLINE_MS = 90_000
const PAUSE_MS = 200
/** Docker may still create the container of a `docker run` that was killed, so one empty list is no proof. */
const EMPTY_LISTS = 3

/** Removes the containers, the volumes and, last, the network of a sandbox. Returns once Docker lists none of them. */
export async function removeSandbox({ engine, instance, sandboxId, clock }: Removal): Promise<void> {
  const name = objectName(sandboxId)
  const labels = sandboxLabels(instance, sandboxId)
  const volumes = new Set<string>([name])
  let emptyLists = 0
  await waitFor({
    name: `sandbox ${sandboxId} removed`,
    deadlineMs: DEADLINE_MS,
    pauseMs: PAUSE_MS,
    clock,
    observe: async () => {
      // Nodes made by kind have only kind's label, our helper containers only ours.
      const found = [
        ...(await engine.listContainers({ [KIND_LABEL.cluster]: name })),
        ...(await engine.listContainers(labels)),
      ]
      const containers = [...new Map(found.map((container) => [container.id, container])).values()]
      const mounted = await Promise.all(containers.map(({ id }) => engine.volumesOf(id)))
      for (const volume of mounted.flat()) volumes.add(volume)
      for (const { name: left } of await engine.listVolumes(labels)) volumes.add(left)
      const failure = await removeContainers(engine, containers, labels)
      if (failure !== undefined) return { isDone: false, last: failure }
      if (containers.length === 0) {
        await Promise.all([...volumes].map((volume) => engine.removeVolume(volume)))
        if ((await engine.listNetworks(labels)).length > 0) await engine.removeNetwork(name)
      }
      emptyLists = containers.length === 0 ? emptyLists + 1 : 0
      if (emptyLists >= EMPTY_LISTS) return { isDone: true, value: undefined }
      return { isDone: false, last: `${containers.length} containers` }
    },
  })
}

/**
 * Returns Docker's reason when it fails to remove one of them. On a busy machine a process can outlive Docker's time limit;
 * a frozen process in the node outlives it always.
 */
async function removeContainers(
  engine: Engine,
  containers: readonly ContainerRef[],
  labels: Labels,
): Promise<string | undefined> {
  const remove = async (container: ContainerRef): Promise<string | undefined> => {
    try {
      await engine.removeContainer(container.id)
      return undefined
    } catch (error) {
      if (!(error instanceof KindlabError) || error.code !== 'internal') throw error
      await thawNode(engine, container, labels)
      return error.detail ?? error.message
    }
  }
  const reasons = await Promise.all(containers.map(remove))
  return reasons.find((reason) => reason !== undefined)
}

/**
 * With cgroups of version 1, runc freezes a container in a node while it changes its limits. If that runc is killed, the container stays frozen.
 * A frozen process ignores SIGKILL, so the node cannot end. Version 2 has no such hierarchy. $1: id of the node's container
 */
const THAW = `mkdir -p /tmp/freezer && mount -t cgroup -o freezer freezer /tmp/freezer 2>/dev/null || exit 0
find /tmp/freezer -path "*/$1/*" -name freezer.state | while read -r state; do
  [ "$(cat "$state")" = THAWED ] || echo THAWED >"$state"
done`

async function thawNode(engine: Engine, { id, name, image }: ContainerRef, labels: Labels): Promise<void> {
  const argv = ['sh', '-c', THAW, 'sh', id]
  await engine.runOnHost({ name: `${name}-thaw`, image, labels, argv })
}
