import * as z from 'zod'
import type { ContainerUse, EngineHost, ImageRef } from './engine.ts'

const Info = z.object({
  KernelVersion: z.string(),
  NCPU: z.number(),
  MemTotal: z.number(),
  DockerRootDir: z.string(),
  CgroupVersion: z.string().optional(),
  CpuCfsQuota: z.boolean(),
})

const Image = z.object({
  Id: z.string(),
  RepoTags: z.array(z.string()).nullish(),
  Config: z.object({
    Labels: z.record(z.string(), z.string()).nullish(),
    Entrypoint: z.union([z.string(), z.array(z.string())]).nullish(),
  }),
})

export function toImage(inspected: unknown): ImageRef {
  const { Id, RepoTags, Config } = Image.parse(inspected)
  const entrypoint = Config.Entrypoint ?? []
  return {
    id: Id,
    names: RepoTags ?? [],
    labels: Config.Labels ?? {},
    entrypoint: typeof entrypoint === 'string' ? [entrypoint] : entrypoint,
  }
}

export function toHost(info: unknown): EngineHost {
  const { KernelVersion, NCPU, MemTotal, DockerRootDir, CgroupVersion, CpuCfsQuota } = Info.parse(info)
  return {
    kernel: KernelVersion,
    processors: NCPU,
    memoryBytes: MemTotal,
    dataFolder: DockerRootDir,
    cgroupVersion: CgroupVersion === '1' ? 1 : 2,
    canLimitCpus: CpuCfsQuota,
  }
}

const NANOSECONDS = 1e9

/** Fields of Docker's statistics. The name of the droppable page cache depends on the version of cgroups. */
const Stats = z.object({
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: z.number() }) }),
  memory_stats: z.object({
    usage: z.number().default(0),
    stats: z.object({ inactive_file: z.number().optional(), total_inactive_file: z.number().optional() }).default({}),
  }),
})

export function toUse(answer: unknown): ContainerUse {
  const { cpu_stats: cpu, memory_stats: memory } = Stats.parse(answer)
  const droppable = memory.stats.total_inactive_file ?? memory.stats.inactive_file ?? 0
  return {
    processorSeconds: cpu.cpu_usage.total_usage / NANOSECONDS,
    memoryBytes: Math.max(0, memory.usage - droppable),
  }
}
