import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { pathExists } from '#scripts/setup/path-exists.ts'

const LockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      dev: z.boolean().optional(),
      license: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
    }),
  ),
})

export interface LockedPackage {
  /** Folder below the checkout, for example `node_modules/ws`. */
  folder: string
  name: string
  version: string
  license?: string | undefined
  /** Subresource integrity of its archive, for example `sha512-…`. */
  integrity?: string | undefined
  /** Only the build of the site and the tests use it. */
  isForBuild: boolean
}

/** All packages of `package-lock.json`. */
export async function readLockedPackages(checkout: string): Promise<LockedPackage[]> {
  const { packages } = LockFile.parse(JSON.parse(await readFile(join(checkout, 'package-lock.json'), 'utf8')))
  return Object.entries(packages).flatMap(([folder, { version, dev, license, integrity }]) => {
    if (folder === '' || version === undefined) return []
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
    return [{ folder, name, version, license, integrity, isForBuild: dev === true }]
  })
}

/** Copies the installed packages that the server and the commands use. Packages for other systems are not installed. */
export async function copyRuntimePackages(checkout: string, target: string): Promise<number> {
  const packages = (await readLockedPackages(checkout)).filter(({ isForBuild }) => !isForBuild)
  let count = 0
  for (const { folder } of packages) {
    const from = join(checkout, folder)
    if (!(await pathExists(from))) continue
    await mkdir(dirname(join(target, folder)), { recursive: true })
    await cp(from, join(target, folder), { recursive: true, filter: (path) => !isNested(from, path) })
    count += 1
  }
  // Sources, and libraries for other systems.
  for (const part of ['prebuilds', 'deps', 'third_party']) {
    await rm(join(target, 'node_modules/node-pty', part), { recursive: true, force: true })
  }
  return count
}

/** Nested packages have entries of their own in the lock file. */
function isNested(from: string, path: string): boolean {
  return path.slice(from.length).split('/').includes('node_modules')
}
