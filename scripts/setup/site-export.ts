import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readBundleManifest } from '#scripts/bundle/bundle-manifest.ts'
import { VERSION_FILE } from '#protocol/published.ts'
import { hashInputs } from './input-hash.ts'
import { pathExists } from './path-exists.ts'
import type { Machine } from './machine.ts'
import { swapExports } from './swap-exports.ts'
import { describeVersion, readVersion, versionName } from './site-version.ts'
import { SetupError } from './setup-error.ts'
import { Stamp } from './stamp.ts'
import type { Outcome, Progress } from './step-reporter.ts'

/** The course: the server reads it, and the version describes it. */
const CONTENT = 'content'

/** Everything that `next build` reads. */
const INPUTS = [
  'app',
  CONTENT,
  'course',
  'protocol',
  'public',
  'mdx-components.tsx',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'tsconfig.app.json',
  'tsconfig.base.json',
  'tsconfig.json',
]

/** Folder of all exports; out/ is a link to the served one. */
const EXPORTS = '.site'

export function siteFolder(machine: Pick<Machine, 'checkout'>): string {
  return join(machine.checkout, 'out')
}

/** Whether the served site was built from the files of the checkout, by its version. */
export async function isSiteCurrent(checkout: string): Promise<boolean> {
  const inputs = await hashInputs(checkout, INPUTS)
  return (await readVersion(siteFolder({ checkout })))?.version === versionName(inputs)
}

/** A bundle has a site, and no compiler for another one. */
async function useBundledSite({ checkout }: SiteBuilder, inputs: string): Promise<Outcome<string>> {
  if (await isSiteCurrent(checkout)) return { value: inputs, text: 'of the bundle', mark: 'unchanged' }
  throw new SetupError('Files of the site or of the course have changed, and a bundle cannot build the site', {
    remedy: 'unpack the bundle again, or use a checkout of Kindlab',
  })
}

type SiteBuilder = Pick<Machine, 'checkout' | 'cacheFolder' | 'run'>

/**
 * Builds the static site and replaces the served one. The value is a hash of its inputs.
 * Does not publish a course that changes during the build: its pages and its checks could differ.
 */
export async function exportSite(machine: SiteBuilder, progress: Progress): Promise<Outcome<string>> {
  const course = await hashInputs(machine.checkout, [CONTENT])
  const inputs = await hashInputs(machine.checkout, INPUTS)
  const stamp = new Stamp({ cacheFolder: machine.cacheFolder, checkout: machine.checkout, name: 'site' })
  const hasSite = await pathExists(join(siteFolder(machine), VERSION_FILE))
  if ((await readBundleManifest(machine.checkout)) !== undefined) return useBundledSite(machine, inputs)
  if (hasSite && (await stamp.matches(inputs))) return { value: inputs, text: 'unchanged', mark: 'unchanged' }

  await stamp.clear()
  const folder = join(EXPORTS, `${Date.now().toString(36)}-${inputs.slice(0, 8)}`)
  await mkdir(join(machine.checkout, EXPORTS), { recursive: true })
  const build = await machine.run(['node_modules/.bin/next', 'build'], {
    env: { KINDLAB_EXPORT: folder },
    onLine: progress.line,
    timeoutMs: 600_000,
  })
  if (build.exitCode !== 0) {
    throw new SetupError('The site could not be built', { remedy: 'npm run build', result: build })
  }
  const version = await describeVersion(join(machine.checkout, CONTENT), inputs)
  if ((await hashInputs(machine.checkout, [CONTENT])) !== course) {
    throw new SetupError('A file in content/ changed during the build, so the site is not published', {
      remedy: 'run the same command again',
    })
  }
  const fresh = join(machine.checkout, folder)
  await writeFile(join(fresh, VERSION_FILE), JSON.stringify(version))
  await swapExports({ site: siteFolder(machine), fresh, nowMs: Date.now() })
  // If other inputs changed during the build, the next export must build again.
  if ((await hashInputs(machine.checkout, INPUTS)) === inputs) await stamp.write(inputs)
  return { value: inputs, text: 'exported to out/', mark: 'done' }
}
