import { findMissing, installPackages } from './apt-install.ts'
import type { Machine } from './machine.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'

/** Firefox, WebKitGTK with its WebDriver, a screen for them, and keys with layouts. */
const PACKAGES = ['firefox-esr', 'webkit2gtk-driver', 'xvfb', 'x11-xkb-utils', 'xdotool']

/** Installs the browsers of the tests in other engines if they are missing. */
export async function ensureOtherEngines(machine: Machine, progress: Progress): Promise<Outcome<void>> {
  // Ubuntu has Firefox only as a snap, which does not run everywhere.
  if (machine.distribution.family !== 'debian') {
    throw new SetupError('The tests in Firefox and WebKit need packages of Debian', {
      remedy: 'run ./kindlab test --engines on Debian 12 or newer',
    })
  }
  const missing = await findMissing(machine, PACKAGES)
  if (missing.length === 0) return { value: undefined, text: PACKAGES.join(', '), mark: 'unchanged' }
  await installPackages(machine, { packages: missing }, progress)
  return { value: undefined, text: 'installed', mark: 'done' }
}
