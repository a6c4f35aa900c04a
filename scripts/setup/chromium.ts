import { isThere } from './is-there.ts'
import { installPackages } from './apt-install.ts'
import type { Machine } from './machine.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'

/** Where playwright.config.ts looks. */
const CHROMIUM = '/usr/bin/chromium'

/** Makes sure of the browser that the end-to-end tests drive. */
export async function ensureChromium(machine: Machine, progress: Progress): Promise<Outcome<void>> {
  if (await isThere(CHROMIUM)) return { value: undefined, text: CHROMIUM, mark: 'unchanged' }
  // Ubuntu's package of that name is a pointer to a snap, which does not run everywhere.
  if (machine.distribution.family === 'ubuntu') {
    throw new SetupError(`The end-to-end tests need a browser at ${CHROMIUM}`, {
      remedy: `install Chromium so that ${CHROMIUM} starts it, or run ./kindlab test --unit`,
    })
  }
  await installPackages(machine, { packages: ['chromium'] }, progress)
  return { value: undefined, text: 'installed', mark: 'done' }
}
