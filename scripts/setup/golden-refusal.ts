import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { Machine } from './machine.ts'

type CacheOwner = Pick<Machine, 'cacheFolder'>

/** Why this machine has no golden state, as it was found when one was last tried. `golden` is what it would be called: another node image or recipe is worth a try. */
const Refusal = z.object({ golden: z.string(), reason: z.string(), atMs: z.number() })
export type Refusal = z.infer<typeof Refusal>

/** A busy machine, or a full disk, may be better tomorrow; trying takes minutes, and everything works without. */
const REMEMBERED_MS = 86_400_000

function pathOf({ cacheFolder }: CacheOwner): string {
  return join(cacheFolder, 'stamps', 'golden-refusal.json')
}

/** The refusal of this very golden state, unless it is old enough to be tried again. */
export async function readRefusal(
  { cacheFolder }: CacheOwner,
  golden: string,
  nowMs: number,
): Promise<Refusal | undefined> {
  const text = await readFile(pathOf({ cacheFolder }), 'utf8').catch(() => 'null')
  const { data } = z.safeParse(Refusal, parseJson(text))
  return data?.golden === golden && nowMs - data.atMs < REMEMBERED_MS ? data : undefined
}

export async function writeRefusal({ cacheFolder }: CacheOwner, refusal: Refusal): Promise<void> {
  await mkdir(join(cacheFolder, 'stamps'), { recursive: true })
  await writeFile(pathOf({ cacheFolder }), JSON.stringify(refusal))
}

export async function forgetRefusal({ cacheFolder }: CacheOwner): Promise<void> {
  await rm(pathOf({ cacheFolder }), { force: true })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
