/** Puts a new export in the place of the old one while a server serves it. */
import { copyFile, link, lstat, mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'

/** Files with a hash in their name: pages that were opened before go on asking for those that they were made with. */
const STATIC = '_next/static'
/** Nobody keeps a page open for longer than that without reloading it. */
const KEPT_FOR_MS = 7 * 24 * 3_600_000

export interface Swap {
  /** The folder that is served. It is a link to an export; a real folder there is moved away once. */
  site: string
  /** The new export, in the folder where all exports are, on the same disk. */
  fresh: string
  nowMs: number
}

/** At every moment `site` is the whole old export or the whole new one. The one before stays on the disk for requests under way. */
export async function swapExports({ site, fresh, nowMs }: Swap): Promise<void> {
  const exports = dirname(fresh)
  const before = await takePrevious(site, exports)
  if (before !== undefined) await keepStaticFiles(before, fresh, nowMs)
  const next = join(exports, 'next')
  await rm(next, { force: true })
  await symlink(relative(dirname(site), fresh), next)
  // rename(2) replaces a link at once, which symlink(2) does not.
  await rename(next, site)
  await removeOthers(exports, [fresh, before])
}

/** The export that is served now. Only a real folder, as a plain `next build` makes it, leaves a gap: a link cannot replace it. */
async function takePrevious(site: string, exports: string): Promise<string | undefined> {
  const facts = await lstat(site).catch(() => undefined)
  if (facts === undefined) return undefined
  if (facts.isSymbolicLink()) return join(dirname(site), await readlink(site))
  const place = join(exports, 'plain')
  await rm(place, { recursive: true, force: true })
  await rename(site, place)
  return place
}

async function keepStaticFiles(before: string, fresh: string, nowMs: number): Promise<void> {
  const folder = join(before, STATIC)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries.filter((file) => file.isFile())) {
    const old = join(entry.parentPath, entry.name)
    const copy = join(fresh, STATIC, relative(folder, old))
    // oxlint-disable-next-line no-await-in-loop -- some hundred links
    const { mtimeMs } = await stat(old)
    if (nowMs - mtimeMs > KEPT_FOR_MS) continue
    // oxlint-disable-next-line no-await-in-loop -- see above
    await mkdir(dirname(copy), { recursive: true })
    // oxlint-disable-next-line no-await-in-loop -- see above
    await linkOrCopy(old, copy)
  }
}

/** A link keeps the time at which the file was built, which tells its age. What is there already is the same. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'EEXIST') await copyFile(from, to)
  }
}

async function removeOthers(exports: string, kept: readonly (string | undefined)[]): Promise<void> {
  const names = new Set(kept.flatMap((path) => (path === undefined ? [] : [basename(path)])))
  const others = (await readdir(exports)).filter((name) => !names.has(name))
  await Promise.all(others.map((name) => rm(join(exports, name), { recursive: true, force: true })))
}
