import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VERSION_FILE } from '#protocol/published.ts'
import { hashInputs } from './input-hash.ts'
import { isThere } from './is-there.ts'
import type { Machine } from './machine.ts'
import { swapExports } from './publish-swap.ts'
import { describeVersion } from './publish-version.ts'
import { SetupError } from './setup-error.ts'
import { Stamp } from './stamp.ts'
import type { Outcome, Progress } from './step-reporter.ts'

/** What the server reads, and what the version describes. */
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

/** Where exports are made; the one that is served is linked from out/. */
const EXPORTS = '.site'

export function siteFolder(machine: Pick<Machine, 'checkout'>): string {
  return join(machine.checkout, 'out')
}

type SiteBuilder = Pick<Machine, 'checkout' | 'cacheFolder' | 'run'>

/**
 * Makes the static site and puts it in the place of the one before, while that is served; the value is a hash of what it was made from.
 * A course that is changed meanwhile is not published: its pages might be of before, and its checks of after the change.
 */
export async function exportSite(machine: SiteBuilder, progress: Progress): Promise<Outcome<string>> {
  const course = await hashInputs(machine.checkout, [CONTENT])
  const inputs = await hashInputs(machine.checkout, INPUTS)
  const stamp = new Stamp({ cacheFolder: machine.cacheFolder, checkout: machine.checkout, name: 'site' })
  const hasSite = await isThere(join(siteFolder(machine), VERSION_FILE))
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
    throw new SetupError('Something in content/ was saved while the site was built: it is not published', {
      remedy: 'the same command',
    })
  }
  const fresh = join(machine.checkout, folder)
  await writeFile(join(fresh, VERSION_FILE), JSON.stringify(version))
  await swapExports({ site: siteFolder(machine), fresh, nowMs: Date.now() })
  // What else was saved meanwhile may be in it or not: the next export is made anew then.
  if ((await hashInputs(machine.checkout, INPUTS)) === inputs) await stamp.write(inputs)
  return { value: inputs, text: 'exported to out/', mark: 'done' }
}
