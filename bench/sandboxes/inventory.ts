import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Machine } from '#scripts/setup/machine.ts'
import { readMachineFacts } from '#server/providers/kind/read-host-facts.ts'

/** Resources of a machine that sandboxes use. */
export const INVENTORY = ['containers', 'networks', 'volumes', 'vethInterfaces', 'loopDevices', 'memoryMib'] as const
export type Inventory = Readonly<Record<(typeof INVENTORY)[number], number>>

export async function takeInventory(machine: Machine): Promise<Inventory> {
  const count = async (...argv: string[]): Promise<number> => {
    const { exitCode, stdout, lastLines } = await machine.run(['docker', ...argv, '--quiet'])
    if (exitCode !== 0) throw new Error(`docker ${argv[0]}: ${lastLines.at(-1)}`)
    return stdout.split('\n').filter((line) => line !== '').length
  }
  const { memory } = await readMachineFacts(undefined)
  return {
    containers: await count('ps', '--all'),
    networks: await count('network', 'ls'),
    volumes: await count('volume', 'ls'),
    vethInterfaces: (await readdir('/sys/class/net')).filter((name) => name.startsWith('veth')).length,
    loopDevices: await countLoopDevices(),
    memoryMib: (memory.totalBytes - memory.availableBytes) / 2 ** 20,
  }
}

/** Differences to the inventory before. */
export function leftSince(before: Inventory, after: Inventory): Inventory {
  const left = (name: keyof Inventory): number => after[name] - before[name]
  return {
    containers: left('containers'),
    networks: left('networks'),
    volumes: left('volumes'),
    vethInterfaces: left('vethInterfaces'),
    loopDevices: left('loopDevices'),
    memoryMib: left('memoryMib'),
  }
}

/** Loop devices in use, since the kernel shows their file only then. */
async function countLoopDevices(): Promise<number> {
  const devices = (await readdir('/sys/block')).filter((name) => /^loop\d+$/.test(name))
  const found = await Promise.allSettled(devices.map((name) => stat(join('/sys/block', name, 'loop'))))
  return found.filter(({ status }) => status === 'fulfilled').length
}
