/** Replaces the served export by a new one. */
import { copyFile, link, lstat, mkdir, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'

/** Files with a hash in their name. Open pages still request those of their own export. */
const STATIC = '_next/static'
/** A page that is open for longer has to be reloaded. */
const KEPT_FOR_MS = 7 * 24 * 3_600_000

export interface Swap {
  /** The served folder: a link to an export. A real folder in its place is moved away. */
  site: string
  /** The new export, in the folder of all exports, on the same disk. */
  fresh: string
  nowMs: number
}

/** Replaces `site` in one step. The previous export stays on the disk for requests that are being answered. */
export async function swapExports({ site, fresh, nowMs }: Swap): Promise<void> {
  const exports = dirname(fresh)
  const before = await takePrevious(site, exports)
  if (before !== undefined) await keepStaticFiles(before, fresh, nowMs)
  const next = join(exports, 'next')
  await rm(next, { force: true })
  await symlink(relative(dirname(site), fresh), next)
  // rename(2) replaces a link atomically; symlink(2) does not.
  await rename(next, site)
  await removeOthers(exports, [fresh, before])
}

/** The export that is served now. A real folder, from a plain `next build`, cannot be replaced atomically and is moved away. */
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
    const { mtimeMs } = await stat(old)
    if (nowMs - mtimeMs > KEPT_FOR_MS) continue
    await mkdir(dirname(copy), { recursive: true })
    await linkOrCopy(old, copy)
  }
}

/** A hard link keeps the time of the build, which shows the age of the file. An existing file has the same content. */
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
