/** The packages of Docker in a bundle: a folder that apt-get reads as a package source. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Machine } from '#scripts/setup/machine.ts'
import { planDocker } from '#scripts/setup/package-plan.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import type { Progress } from '#scripts/setup/step-reporter.ts'
import { baseStatus } from './base-packages.ts'
import { hashFile } from './checksums.ts'

const FOLDER = 'debian'
const DOWNLOAD_TIMEOUT_MS = 900_000

/**
 * Downloads the packages of Docker for this distribution, with everything that they depend on, and writes their index.
 * The target machine installs only those that it lacks.
 */
export async function collectDockerPackages(machine: Machine, bundle: string, progress: Progress): Promise<number> {
  const plan = planDocker(machine.distribution)
  if (plan === undefined) {
    throw new SetupError(`Kindlab knows no packages of Docker for ${machine.distribution.name}`, {
      remedy: './kindlab bundle without --with-docker',
    })
  }
  const folder = join(bundle, FOLDER)
  await mkdir(join(folder, 'partial'), { recursive: true })
  const status = join(folder, 'status')
  // apt-get resolves the dependencies for a machine with no other packages than those of every installation.
  await writeFile(status, baseStatus(await readFile('/var/lib/dpkg/status', 'utf8')))
  const result = await machine.run(
    [
      'apt-get',
      'install',
      '-y',
      '--download-only',
      '--no-install-recommends',
      ...aptOptions({ 'Dir::State::status': status, 'Dir::Cache::archives': folder, 'Debug::NoLocking': '1' }),
      ...plan.packages,
    ],
    { onLine: progress.line, timeoutMs: DOWNLOAD_TIMEOUT_MS },
  )
  if (result.exitCode !== 0) {
    throw new SetupError('The packages of Docker could not be downloaded', { remedy: 'apt-get update', result })
  }
  await Promise.all([rm(status), rm(join(folder, 'partial'), { recursive: true })])
  return writeIndex(machine, folder)
}

/** Writes `Packages`, which apt-get reads. */
async function writeIndex(machine: Machine, folder: string): Promise<number> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.deb')).toSorted()
  const stanzas: string[] = []
  for (const file of files) {
    const path = join(folder, file)
    const { stdout } = await machine.run(['dpkg-deb', '--field', path])
    const [{ size }, hash] = [await stat(path), await hashFile(path)]
    stanzas.push(`${stdout.trim()}\nFilename: ./${file}\nSize: ${size}\nSHA256: ${hash}\n`)
  }
  await writeFile(join(folder, 'Packages'), stanzas.join('\n'))
  return files.length
}

/** Options of apt-get for the packages in an unpacked bundle; it then uses no other source. */
export async function bundledAptOptions(machine: Machine, bundle: string): Promise<string[]> {
  const lists = join(machine.cacheFolder, 'apt/lists')
  await mkdir(join(lists, 'partial'), { recursive: true })
  // Beside the lists, because apt-get removes other files from their folder.
  const source = join(machine.cacheFolder, 'apt/bundle.list')
  await writeFile(source, `deb [trusted=yes] file:${join(bundle, FOLDER)} ./\n`)
  return aptOptions({
    'Dir::Etc::SourceList': source,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': lists,
  })
}

/** apt-get's own user cannot read the home folder of root. */
function aptOptions(options: Readonly<Record<string, string>>): string[] {
  const all = { ...options, 'APT::Sandbox::User': 'root' }
  return Object.entries(all).flatMap(([name, value]) => ['-o', `${name}=${value}`])
}
