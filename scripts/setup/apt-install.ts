import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readBundleManifest } from '#scripts/bundle/bundle-manifest.ts'
import { bundledAptOptions } from '#scripts/bundle/docker-packages.ts'
import { findMirror, pinnedSource, type SourceFile } from './apt-sources.ts'
import type { Machine } from './machine.ts'
import { packageName, type PackagePlan } from './package-plan.ts'
import { EXIT, SetupError } from './setup-error.ts'
import type { Progress } from './step-reporter.ts'

const APT_FOLDER = '/etc/apt'
/** Waits for a package manager in the background, for example unattended upgrades. */
const APT_OPTIONS = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300']

/** The packages that are not installed. */
export async function findMissing(machine: Machine, packages: readonly string[]): Promise<string[]> {
  const states = await Promise.all(
    packages.map(async (name) => {
      const { stdout } = await machine.run([
        'dpkg-query',
        '--show',
        '--showformat=${db:Status-Status}',
        packageName(name),
      ])
      return { name, isThere: stdout.trim() === 'installed' }
    }),
  )
  return states.filter((state) => !state.isThere).map((state) => state.name)
}

/** Installs packages with apt-get. Prints their names first, and asks if a person can answer. */
export async function installPackages(machine: Machine, plan: PackagePlan, progress: Progress): Promise<void> {
  const names = plan.packages.join(' ')
  const remedy = `sudo apt-get update && sudo apt-get install -y ${names}`
  if (machine.distribution.family === 'other') {
    throw new SetupError(`Kindlab needs these packages, and ${machine.distribution.name} has no apt-get: ${names}`, {
      remedy: 'install the packages of your distribution that correspond to them',
    })
  }
  if (!machine.isRoot) {
    throw new SetupError(`Kindlab needs these packages, and only root can install them: ${names}`, {
      remedy: plan.pinnedSuite === undefined ? remedy : 'sudo ./kindlab up',
      exitCode: EXIT.noPermission,
    })
  }
  progress.note(`installs with apt-get: ${names}`)
  if (!(await progress.confirm(`Install ${names}?`))) {
    throw new SetupError(`Kindlab needs these packages: ${names}`, { remedy, exitCode: EXIT.noPermission })
  }
  const bundle = await readBundleManifest(machine.checkout)
  if (bundle?.dockerPackagesFor === machine.distribution.codename) return installFromBundle(machine, plan, progress)
  if (plan.pinnedSuite !== undefined) await addPinnedSource(machine, plan.pinnedSuite, progress)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  // A single unreachable source makes this fail; the installation shows whether that matters.
  const update = await machine.run(['apt-get', 'update'], { env, onLine: progress.line })
  const install = await machine.run(['apt-get', 'install', ...APT_OPTIONS, ...plan.packages], {
    env,
    onLine: progress.line,
  })
  if (install.exitCode === 0) return
  const lines = update.exitCode === 0 ? install.lastLines : [...update.lastLines, ...install.lastLines]
  throw new SetupError('The packages could not be installed', { remedy, result: install, lines })
}

/** Installs packages that the bundle has, without any other source. */
async function installFromBundle(machine: Machine, plan: PackagePlan, progress: Progress): Promise<void> {
  const options = await bundledAptOptions(machine, machine.checkout)
  const run = (...argv: string[]) =>
    machine.run(['apt-get', ...argv, ...options], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      onLine: progress.line,
    })
  await run('update')
  const result = await run('install', ...APT_OPTIONS, ...plan.packages.map(packageName))
  if (result.exitCode === 0) return
  throw new SetupError('The packages of the bundle could not be installed', {
    remedy: 'apt-get --fix-broken install',
    result,
  })
}

async function addPinnedSource(machine: Machine, suite: string, progress: Progress): Promise<void> {
  const { codename } = machine.distribution
  const mirror = findMirror(await readSources(), codename)
  if (mirror === undefined) {
    throw new SetupError(`No package source for ${codename} was found in ${APT_FOLDER}`, {
      remedy: `add one to ${APT_FOLDER}/sources.list.d, then run this again`,
    })
  }
  const { source, preferences } = pinnedSource(mirror, suite)
  progress.note(
    `adds a package source for ${suite}, used only for packages with /${suite} in their name (${APT_FOLDER}/sources.list.d/kindlab-${suite}.sources)`,
  )
  // The pin first: without it apt would take packages of this source for every upgrade.
  await writeFile(join(APT_FOLDER, 'preferences.d', `kindlab-${suite}`), preferences)
  await writeFile(join(APT_FOLDER, 'sources.list.d', `kindlab-${suite}.sources`), source)
}

async function readSources(): Promise<SourceFile[]> {
  const folder = join(APT_FOLDER, 'sources.list.d')
  const names = await readdir(folder).catch((): string[] => [])
  const paths = [join(APT_FOLDER, 'sources.list'), ...names.toSorted().map((name) => join(folder, name))]
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, 'utf8').catch(() => '') })))
}
