import * as z from 'zod'
import type { EngineHost, ImageRef } from './engine.ts'

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

/** What of Docker's own description of its machine counts here. */
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
