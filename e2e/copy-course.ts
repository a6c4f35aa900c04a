/** Global setup of Playwright: every server of the tests reads a copy of the course, because `live-preview.spec.ts` breaks the original for a while. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

export default async function copyCourse(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'kindlab-course-'))
  await cp(process.env['KINDLAB_CONTENT'] ?? 'content', folder, { recursive: true })
  process.env['KINDLAB_CONTENT'] = folder
  return () => rm(folder, { recursive: true })
}
