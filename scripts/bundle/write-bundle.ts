import { cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execPath } from 'node:process'
import type { Machine } from '#scripts/setup/machine.ts'
import type { ServerParts } from '#scripts/setup/server-settings.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import { isSiteCurrent, siteFolder } from '#scripts/setup/site-export.ts'
import type { Outcome, StepReporter } from '#scripts/setup/step-reporter.ts'
import { type BundleManifest, formatBundleManifest } from './bundle-manifest.ts'
import { CHECKSUMS_FILE, signChecksums, writeChecksums } from './checksums.ts'
import { describeParts } from './describe-parts.ts'
import { collectDockerPackages } from './docker-packages.ts'
import { saveImages } from './image-layout.ts'
import { copyRuntimePackages } from './runtime-packages.ts'

export interface BundleOptions {
  /** Path of the archive. */
  output: string
  manifest: BundleManifest
  parts: ServerParts
  hasDockerPackages: boolean
  /** Path of an Ed25519 key in PEM, to sign the bundle with. */
  keyPath: string | undefined
}

/** The folder at the top of the archive. */
export function bundleName({ version, architecture }: Pick<BundleManifest, 'version' | 'architecture'>): string {
  return `kindlab-${version}-${architecture}`
}

/** Writes a bundle. Equal inputs give equal archives: files are sorted, and have the time of the commit. */
export async function writeBundle(machine: Machine, reporter: StepReporter, options: BundleOptions): Promise<void> {
  const name = bundleName(options.manifest)
  await mkdir(machine.cacheFolder, { recursive: true })
  const work = await mkdtemp(join(machine.cacheFolder, 'bundle-'))
  const folder = join(work, name)
  try {
    await mkdir(folder)
    await collect(machine, reporter, folder, options)
    await reporter.step('Archive', () => archive(machine, folder, options))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function collect(
  machine: Machine,
  reporter: StepReporter,
  folder: string,
  { manifest, parts, hasDockerPackages, keyPath }: BundleOptions,
): Promise<void> {
  await reporter.step('Files', () => copyFiles(machine, folder, parts))
  await reporter.step('Images', async () => {
    await saveImages(machine, [manifest.nodeImage, manifest.goldenImage], join(folder, 'images/cluster'))
    if (manifest.appImage !== undefined) await saveImages(machine, [manifest.appImage], join(folder, 'images/app'))
    const names = [manifest.nodeImage, manifest.goldenImage, manifest.appImage].filter((each) => each !== undefined)
    return done(names.join(', '))
  })
  if (hasDockerPackages) {
    await reporter.step('Packages of Docker', async (progress) =>
      done(`${await collectDockerPackages(machine, folder, progress)} for ${manifest.dockerPackagesFor}`),
    )
  }
  await reporter.step('Bills of materials', async (progress) => {
    const described = { nodeImage: manifest.nodeImage, kindPath: parts.kindPath, version: manifest.version }
    await describeParts(machine, folder, described, progress)
    return done('sbom/')
  })
  await reporter.step('Checksums', async () => {
    await writeFile(join(folder, 'bundle.json'), formatBundleManifest(manifest))
    await writeChecksums(folder)
    if (keyPath === undefined) return { value: undefined, text: 'unsigned: --sign names no key', mark: 'warned' }
    await signChecksums(folder, keyPath)
    return done(`signed with ${keyPath}`)
  })
}

/** The tracked files of the checkout, Node, kind, the packages and the site. */
async function copyFiles(machine: Machine, folder: string, parts: ServerParts): Promise<Outcome<void>> {
  const script = 'set -o pipefail; git ls-files -z | tar --null --files-from - -c | tar -C "$1" -x'
  const copied = await machine.run(['bash', '-c', script, 'bash', folder])
  if (copied.exitCode !== 0) {
    throw new SetupError('The files of the checkout could not be copied', { remedy: 'git status', result: copied })
  }
  await mkdir(join(folder, 'bin'))
  await cp(execPath, join(folder, 'bin/node'))
  await cp(parts.kindPath, join(folder, 'bin/kind'))
  // The served folder is a link.
  await cp(siteFolder(machine), join(folder, 'out'), { recursive: true, dereference: true })
  if (!(await isSiteCurrent(folder))) {
    throw new SetupError('The site contains files that git does not track', { remedy: 'git status' })
  }
  const count = await copyRuntimePackages(machine.checkout, folder)
  return done(`the checkout, the site, Node, kind and ${count} packages`)
}

async function archive(machine: Machine, folder: string, { output, manifest }: BundleOptions): Promise<Outcome<void>> {
  const { stdout } = await machine.run(['git', 'show', '--no-patch', '--format=%ct', manifest.commit])
  const name = bundleName(manifest)
  const fixed = [`--mtime=@${stdout.trim()}`, '--owner=0', '--group=0', '--numeric-owner', '--mode=u+rwX,go+rX,go-w']
  await mkdir(dirname(output), { recursive: true })
  const fresh = `${output}.new`
  // The checksums are first, so that a reader finds them at once.
  const argv = ['tar', '--sort=name', ...fixed, '-C', dirname(folder), '-cf', fresh]
  const result = await machine.run([...argv, `${name}/${CHECKSUMS_FILE}`, `--exclude=${name}/${CHECKSUMS_FILE}`, name])
  if (result.exitCode !== 0) {
    throw new SetupError('The archive could not be written', { remedy: 'df -h', result })
  }
  await rename(fresh, output)
  return done(`${output}, ${((await stat(output)).size / 2 ** 20).toFixed(0)} MiB`)
}

function done(text: string): Outcome<undefined> {
  return { value: undefined, text, mark: 'done' }
}
