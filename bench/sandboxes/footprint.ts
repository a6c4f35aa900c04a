import { setTimeout as sleep } from 'node:timers/promises'
import type { Machine } from '#scripts/setup/machine.ts'
import type { Footprint } from './results.ts'

/** A cluster is busy with itself for a while after its start. */
const SETTLE_MS = 60_000
const CPU_WINDOW_MS = 30_000
/** Processor time of a container in nanoseconds, for both cgroup versions. */
const READ_CPU =
  'cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2>/dev/null || awk \'$1 == "usage_usec" {print $2 * 1000}\' /sys/fs/cgroup/cpu.stat'

const DU = ['--network', 'none', '--entrypoint', 'du', '--volume'] as const

/** Resources of an idle cluster; `image` is any image with du(1). */
export async function measureFootprint(
  machine: Machine,
  containers: readonly string[],
  image: string,
): Promise<Footprint> {
  const docker = (...argv: string[]): Promise<string> => readDockerStatus(machine, argv)
  const sum = (measure: (container: string) => Promise<number>): Promise<number> => sumOf(containers, measure)

  await sleep(SETTLE_MS)
  const cpuBefore = await readCpuSeconds(machine, containers)
  const beganAtMs = performance.now()
  await sleep(CPU_WINDOW_MS)
  const cpuSeconds = (await readCpuSeconds(machine, containers)) - cpuBefore
  const cpuPercent = (cpuSeconds / (performance.now() - beganAtMs)) * 1e5
  const memoryMib = await sum(async (container) => {
    const text = await docker('stats', '--no-stream', '--format', '{{.MemUsage}}', container)
    return toMib(text.split('/')[0] ?? '')
  })
  const diskMib = await sum(async (container) => {
    const written = Number(await docker('inspect', '--size', '--format', '{{.SizeRw}}', container)) / 2 ** 20
    const own = await docker('inspect', '--format', '{{range .Mounts}}{{.Name}} {{end}}', container)
    // Docker reports the disk of a clone with its maximum size.
    const mounts = own.split(' ').filter((name) => name !== '')
    const sizes = mounts.map((name) => docker('run', '--rm', ...DU, `${name}:/volume:ro`, image, '-sm', '/volume'))
    return (await Promise.all(sizes)).reduce((total, line) => total + Number.parseInt(line, 10), written)
  })
  return { memoryMib, cpuPercent, diskMib }
}

/** Processor time of the containers since their start. */
export async function readCpuSeconds(machine: Machine, containers: readonly string[]): Promise<number> {
  const nanoseconds = await sumOf(containers, async (container) =>
    Number(await readDockerStatus(machine, ['exec', container, 'sh', '-c', READ_CPU])),
  )
  return nanoseconds / 1e9
}

async function readDockerStatus(machine: Machine, argv: readonly string[]): Promise<string> {
  const { exitCode, stdout, lastLines } = await machine.run(['docker', ...argv])
  if (exitCode !== 0) throw new Error(`docker ${argv[0]}: ${lastLines.at(-1)}`)
  return stdout.trim()
}

async function sumOf(containers: readonly string[], measure: (container: string) => Promise<number>): Promise<number> {
  return (await Promise.all(containers.map(measure))).reduce((total, one) => total + one, 0)
}

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
}

/** `35.2MB` and `499.7MiB`, as Docker writes sizes. */
export function toMib(size: string): number {
  const [, number, unit = ''] = /^\s*([\d.]+)\s*([A-Za-z]+)\s*$/.exec(size) ?? []
  const factor = UNITS[unit]
  if (number === undefined || factor === undefined) throw new TypeError(`not a size: ${size}`)
  return (Number(number) * factor) / 2 ** 20
}
