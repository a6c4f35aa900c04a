import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Engine, ImageRef } from '#server/providers/kind/engine.ts'

/** The golden state is the saved state of ready clusters, of one and of two nodes. Clones start from it. It is stored as a Docker image. */
export const GOLDEN_LABEL = {
  /** Name of the node image that the golden state was made from. */
  nodeImage: 'kindlab.golden.node-image',
  bakedAt: 'kindlab.golden.baked-at',
} as const

/**
 * Name of the baked kind cluster. Every clone has its node names: `demo-control-plane` and `demo-worker`, as the course's outputs show them.
 * Only the container's name says which sandbox a clone belongs to.
 */
export const BAKED_CLUSTER = 'demo'

/** kubeadm's certificates are valid for a year, and a clone has those of its golden state. */
const MAX_AGE_DAYS = 180
const DAY_MS = 86_400_000

export type Golden = { state: 'ready'; image: string; bakedAtMs: number } | { state: 'absent'; reason: string }

/** findGolden looks up the golden state of the current node image. A rebuilt node image has none until the next bake. */
export async function findGolden(engine: Engine, nodeImage: string, nowMs: number): Promise<Golden> {
  const image = await goldenName(await engine.inspectImage(nodeImage))
  const found = await inspectIfPresent(engine, image)
  if (found === undefined) return { state: 'absent', reason: `no golden state has been baked for this ${nodeImage}` }
  const bakedAtMs = Number(found.labels[GOLDEN_LABEL.bakedAt])
  const ageDays = Math.floor((nowMs - bakedAtMs) / DAY_MS)
  if (ageDays < MAX_AGE_DAYS) return { state: 'ready', image, bakedAtMs }
  return { state: 'absent', reason: `the golden state of ${nodeImage} is ${ageDays} days old, its certificates age` }
}

/** The time from which findGolden finds this golden state no more. */
export function goldenExpiryMs({ bakedAtMs }: { bakedAtMs: number }): number {
  return bakedAtMs + MAX_AGE_DAYS * DAY_MS
}

/** The name changes with the node image and with the scripts, so that an outdated golden state is never found. */
export async function goldenName({ id }: ImageRef): Promise<string> {
  const digits = id.replace('sha256:', '').slice(0, 12)
  return `kindlab/golden:${digits}-${await hashGoldenScripts()}`
}

const SCRIPTS = ['unpack.sh', 'settle.sh', 'keep.sh', 'clone-entry', 'clone-gate'] as const

/** Reads a script of `docker/golden`. Scripts run in a node during a bake, or are stored in the golden state. */
export async function readGoldenScript(script: (typeof SCRIPTS)[number]): Promise<string> {
  return readFile(new URL(`../../../../docker/golden/${script}`, import.meta.url), 'utf8')
}

let cachedHash: Promise<string> | undefined

/** Hashed once per process: a script that changes meanwhile counts from the next start on. */
async function hashGoldenScripts(): Promise<string> {
  cachedHash ??= hashScripts()
  return cachedHash
}

async function hashScripts(): Promise<string> {
  const hash = createHash('sha256')
  for (const text of await Promise.all(SCRIPTS.map(readGoldenScript))) hash.update(text).update('\0')
  return hash.digest('hex').slice(0, 8)
}

async function inspectIfPresent(engine: Engine, image: string): Promise<ImageRef | undefined> {
  try {
    return await engine.inspectImage(image)
  } catch (error) {
    if (error instanceof KindlabError && error.code === 'sandbox.image_missing') return undefined
    throw error
  }
}
