import type { HostFacts } from '#server/providers/host-facts.ts'
import { KindProvider, type KindProviderOptions } from '#server/providers/kind/kind-provider.ts'

const GIB = 2 ** 30

/** The real kind provider with the host facts of a simulated machine. */
export class SimulatedProvider extends KindProvider {
  readonly #options: KindProviderOptions
  readonly #disk: { isFull: boolean }

  constructor(options: KindProviderOptions, disk: { isFull: boolean }) {
    super(options)
    this.#options = options
    this.#disk = disk
  }

  override async measureUse(): Promise<[]> {
    return []
  }

  override async hostFacts(): Promise<HostFacts> {
    const { engine } = this.#options
    const [{ processors, memoryBytes }, networks] = await Promise.all([engine.host(), engine.listNetworks({})])
    return {
      processors,
      memory: { totalBytes: memoryBytes, availableBytes: memoryBytes },
      disk: { totalBytes: 100 * GIB, freeBytes: this.#disk.isFull ? 0 : 80 * GIB },
      threads: undefined,
      inotifyInstances: undefined,
      freeSubnets: 256 - networks.length,
    }
  }
}
