import { release } from 'node:os'
import type { HostFacts } from '#server/providers/host-facts.ts'
import { readMachineFacts } from './read-host-facts.ts'
import type { Engine, EngineHost } from './engine.ts'
import { freeSubnets } from './subnets.ts'

/** Measures the machine that runs Docker. For a remote machine only Docker's own figures are known. */
export class KindHost {
  readonly #engine: Engine
  readonly #subnetRange: string
  #host: EngineHost | undefined

  constructor(engine: Engine, subnetRange: string) {
    this.#engine = engine
    this.#subnetRange = subnetRange
  }

  /** @throws KindlabError `docker.unavailable` */
  async facts(): Promise<HostFacts> {
    const host = (this.#host ??= await this.#engine.host())
    const [machine, networks] = await Promise.all([readMachineFacts(host.dataFolder), this.#engine.listNetworks({})])
    const taken = networks.flatMap(({ subnets }) => subnets)
    const subnets = [...freeSubnets(this.#subnetRange, taken)].length
    // Kernel and memory are not namespaced, so this also holds when the server runs in a container.
    const isThisMachine = host.kernel === release() && host.memoryBytes === machine.memory.totalBytes
    return { ...(isThisMachine ? machine : factsOf(host)), freeSubnets: subnets }
  }
}

function factsOf({ processors, memoryBytes }: EngineHost): Omit<HostFacts, 'freeSubnets'> {
  const memory = { totalBytes: memoryBytes, availableBytes: memoryBytes }
  return { processors, memory, disk: undefined, threads: undefined, inotifyInstances: undefined }
}
