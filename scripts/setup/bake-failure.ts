import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { Machine } from './machine.ts'

type CacheOwner = Pick<Machine, 'cacheFolder'>

/** The last failed attempt to bake a golden state, by its name: another node image or recipe has another name and is tried at once. */
const BakeFailure = z.object({ golden: z.string(), reason: z.string(), atMs: z.number() })
export type BakeFailure = z.infer<typeof BakeFailure>

/** Time until the next attempt. An attempt takes minutes, and Kindlab works without a golden state. */
const REMEMBERED_MS = 86_400_000

function pathOf({ cacheFolder }: CacheOwner): string {
  return join(cacheFolder, 'stamps', 'golden-failure.json')
}

/** The failure for this golden state; undefined if it is time for another attempt. */
export async function readBakeFailure(
  { cacheFolder }: CacheOwner,
  golden: string,
  nowMs: number,
): Promise<BakeFailure | undefined> {
  const text = await readFile(pathOf({ cacheFolder }), 'utf8').catch(() => 'null')
  const { data } = z.safeParse(BakeFailure, parseJson(text))
  return data?.golden === golden && nowMs - data.atMs < REMEMBERED_MS ? data : undefined
}

export async function writeBakeFailure({ cacheFolder }: CacheOwner, failure: BakeFailure): Promise<void> {
  await mkdir(join(cacheFolder, 'stamps'), { recursive: true })
  await writeFile(pathOf({ cacheFolder }), JSON.stringify(failure))
}

export async function forgetBakeFailure({ cacheFolder }: CacheOwner): Promise<void> {
  await rm(pathOf({ cacheFolder }), { force: true })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
