import { statfs } from 'node:fs/promises'
import type { SandboxProvider } from '#server/providers/provider.ts'
import type { DiskSpace } from './disk-level.ts'

/** Measures the disk of the data folder and, while the engine answers, the disk of the sandboxes. */
export async function readDisks(
  provider: Pick<SandboxProvider, 'hostFacts'>,
  dataFolder: string,
): Promise<readonly DiskSpace[]> {
  const [{ bavail, blocks, bsize }, facts] = await Promise.all([
    statfs(dataFolder),
    provider.hostFacts().catch(() => undefined),
  ])
  const data = { totalBytes: blocks * bsize, freeBytes: bavail * bsize }
  return facts?.disk === undefined ? [data] : [data, facts.disk]
}
