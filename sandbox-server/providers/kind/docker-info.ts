import * as z from 'zod'
import type { EngineHost } from './engine.ts'

const Info = z.object({
  KernelVersion: z.string(),
  NCPU: z.number(),
  MemTotal: z.number(),
  DockerRootDir: z.string(),
  CgroupVersion: z.string().optional(),
  CpuCfsQuota: z.boolean(),
})

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
