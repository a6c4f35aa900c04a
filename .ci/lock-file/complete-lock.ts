import * as z from 'zod'

/**
 * With a mirror for Linux only, `npm install` leaves packages for other platforms out of the lock file. Newer versions of `npm ci` refuse such a file.
 * These packages are never installed here, so name, version and platform are enough.
 */
const Entry = z.looseObject({
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const LockFile = z.looseObject({ packages: z.record(z.string(), Entry) })
type LockFile = z.infer<typeof LockFile>

export function parseLock(text: string): LockFile {
  const content: unknown = JSON.parse(text)
  if (!isLockFile(content)) throw new Error('This is not the lock file of npm 7 or newer')
  return content
}

/** Only checks the file: parsing would change the order of its fields. */
function isLockFile(content: unknown): content is LockFile {
  return LockFile.safeParse(content).success
}

/** Optional packages that are missing in the lock file, each with its entry. */
export function findLeftOut({ packages }: LockFile): Map<string, Record<string, unknown>> {
  const leftOut = new Map<string, Record<string, unknown>>()
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const places = [`${path}/node_modules/${name}`, `node_modules/${name}`]
      if (places.some((place) => place in packages)) continue
      leftOut.set(`node_modules/${name}`, {
        version,
        ...(dev === true ? { dev } : {}),
        optional: true,
        ...platformOf(name),
      })
    }
  }
  return leftOut
}

export function completeLock(lock: LockFile): LockFile {
  const entries = [...Object.entries(lock.packages), ...findLeftOut(lock)]
  const packages = Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
  return { ...lock, packages }
}

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const PROCESSORS = ['riscv64', 's390x', 'ppc64', 'arm64', 'x64', 'ia32', 'wasm32', 'arm']

/** The platform of a package, from its name. */
function platformOf(name: string): Record<string, string[]> {
  const base = name.slice(name.lastIndexOf('/') + 1)
  const os = SYSTEMS.filter((system) => base.includes(system))
  const cpu = PROCESSORS.filter((processor) => base.includes(processor)).slice(0, 1)
  if (os.length + cpu.length === 0) throw new Error(`${name} does not say for which platform it is`)
  return { ...(cpu.length > 0 ? { cpu } : {}), ...(os.length > 0 ? { os } : {}) }
}
