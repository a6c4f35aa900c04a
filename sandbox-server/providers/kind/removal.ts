import { KindlabError } from '#protocol/errors.ts'
import { waitFor } from '#server/providers/wait-for.ts'
import type { Clock } from '#server/terminals/clock.ts'
import type { ContainerRef, Engine, Labels } from './engine.ts'
import { KIND_LABEL, objectName, sandboxLabels } from './labels.ts'
import { thawNode } from './thaw.ts'

export interface Removal {
  engine: Engine
  instance: string
  sandboxId: string
  clock?: Clock | undefined
}

const DEADLINE_MS = 90_000
const PAUSE_MS = 200
/** A `docker run` that was killed on its way may still make its container: one empty look is no proof. */
const EMPTY_LOOKS = 3

/** Removes the containers, the volumes and, last, the network of a sandbox, and returns once they are confirmed gone. */
export async function removeSandbox({ engine, instance, sandboxId, clock }: Removal): Promise<void> {
  const name = objectName(sandboxId)
  const labels = sandboxLabels(instance, sandboxId)
  const volumes = new Set<string>([name])
  let emptyLooks = 0
  await waitFor({
    name: `sandbox ${sandboxId} removed`,
    deadlineMs: DEADLINE_MS,
    pauseMs: PAUSE_MS,
    clock,
    observe: async () => {
      // Nodes that kind has made carry kind's label only; what we have made beside them, ours only.
      const found = [
        ...(await engine.listContainers({ [KIND_LABEL.cluster]: name })),
        ...(await engine.listContainers(labels)),
      ]
      const containers = [...new Map(found.map((container) => [container.id, container])).values()]
      const mounted = await Promise.all(containers.map(({ id }) => engine.volumesOf(id)))
      for (const volume of mounted.flat()) volumes.add(volume)
      for (const { name: left } of await engine.listVolumes(labels)) volumes.add(left)
      const refusal = await removeContainers(engine, containers, labels)
      if (refusal !== undefined) return { isDone: false, last: refusal }
      if (containers.length === 0) {
        await Promise.all([...volumes].map((volume) => engine.removeVolume(volume)))
        if ((await engine.listNetworks(labels)).length > 0) await engine.removeNetwork(name)
      }
      emptyLooks = containers.length === 0 ? emptyLooks + 1 : 0
      if (emptyLooks >= EMPTY_LOOKS) return { isDone: true, value: undefined }
      return { isDone: false, last: `${containers.length} containers` }
    },
  })
}

/** Why Docker could not remove one of them just now: a busy machine may not end a process in the time that Docker gives it, or something in the node is frozen. */
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
  const refusals = await Promise.all(containers.map(remove))
  return refusals.find((refusal) => refusal !== undefined)
}
