import { KindlabError } from '#protocol/errors.ts'
import type { Engine, ImageRef } from '#server/providers/kind/engine.ts'
import { hashRecipe } from './recipe.ts'

/** The saved state of ready clusters, of one and of two nodes, as an image that nodes are made from. */
export const GOLDEN_LABEL = {
  /** Name of the node image that it was made from. */
  nodeImage: 'kindlab.golden.node-image',
  bakedAt: 'kindlab.golden.baked-at',
} as const

/** kubeadm's certificates are good for a year, and a clone has those of its golden state. */
const LONGEST_AGE_DAYS = 180
const DAY_MS = 86_400_000

export type Golden = { state: 'ready'; image: string; bakedAtMs: number } | { state: 'absent'; reason: string }

/** The golden state for the node image as it is now. A node image that was made anew has none until one is baked. */
export async function findGolden(engine: Engine, nodeImage: string, nowMs: number): Promise<Golden> {
  const image = await goldenName(await engine.inspectImage(nodeImage))
  const found = await inspectIfThere(engine, image)
  if (found === undefined) return { state: 'absent', reason: `no golden state has been baked for this ${nodeImage}` }
  const bakedAtMs = Number(found.labels[GOLDEN_LABEL.bakedAt])
  const ageDays = Math.floor((nowMs - bakedAtMs) / DAY_MS)
  if (ageDays < LONGEST_AGE_DAYS) return { state: 'ready', image, bakedAtMs }
  return { state: 'absent', reason: `the golden state of ${nodeImage} is ${ageDays} days old, its certificates age` }
}

export async function goldenName({ id }: ImageRef): Promise<string> {
  const digits = id.replace('sha256:', '').slice(0, 12)
  return `kindlab/golden:${digits}-${await hashRecipe()}`
}

async function inspectIfThere(engine: Engine, image: string): Promise<ImageRef | undefined> {
  try {
    return await engine.inspectImage(image)
  } catch (error) {
    if (error instanceof KindlabError && error.code === 'sandbox.image_missing') return undefined
    throw error
  }
}
