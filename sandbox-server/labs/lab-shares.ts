/** How many labs one browser and one address may have, whatever learners they claim to be. */
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { LabOrigin } from '#server/model/lab.ts'
import type { LabWorld } from './lab-world.ts'
import type { LiveLabs } from './live-labs.ts'

/** @throws KindlabError `lab.too_many` */
export function requireShare({ world, liveLabs }: { world: LabWorld; liveLabs: LiveLabs }, origin: LabOrigin): void {
  requireBelow(liveLabs, { name: 'browser', key: origin.browser, max: world.labsPerBrowser })
  requireBelow(liveLabs, { name: 'address', key: origin.address, max: world.labsPerAddress })
}

interface Share {
  name: keyof LabOrigin
  /** Undefined: unknown, so nothing is counted. */
  key: string | undefined
  max: number
}

/** Suspended labs count, because they can resume. A failed lab has no sandbox. */
function requireBelow(liveLabs: LiveLabs, { name, key, max }: Share): void {
  if (key === undefined) return
  const own = liveLabs.all.filter(({ lab }) => lab.state !== 'failed' && lab.origin?.[name] === key)
  if (own.length >= max) throw new KindlabError('lab.too_many', { detail: `at most ${max} for one ${name}` })
}
