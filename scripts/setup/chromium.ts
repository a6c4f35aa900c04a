import { pathExists } from './path-exists.ts'
import { installPackages } from './apt-install.ts'
import type { Machine } from './machine.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'

/** Path that playwright.config.ts uses. */
const CHROMIUM = '/usr/bin/chromium'

/** Installs the browser of the end-to-end tests if it is missing. */
export async function ensureChromium(machine: Machine, progress: Progress): Promise<Outcome<void>> {
  if (await pathExists(CHROMIUM)) return { value: undefined, text: CHROMIUM, mark: 'unchanged' }
  // The package of Ubuntu installs a snap, which does not run everywhere.
  if (machine.distribution.family === 'ubuntu') {
    throw new SetupError(`The end-to-end tests need a browser at ${CHROMIUM}`, {
      remedy: `install Chromium so that ${CHROMIUM} starts it, or run ./kindlab test --unit`,
    })
  }
  await installPackages(machine, { packages: ['chromium'] }, progress)
  return { value: undefined, text: 'installed', mark: 'done' }
}
