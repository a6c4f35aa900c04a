import { resolve } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { ensureChromium } from '#scripts/setup/chromium.ts'
import { EXIT, SetupError } from '#scripts/setup/setup-error.ts'
import { openContext } from './command-context.ts'

/** Three times as long as on two busy processors. */
const DEADLINE_MS = 1_800_000

export function addTestBundleCommand(program: Command): void {
  program
    .command('test-bundle')
    .description('install a bundle without a network, and open its first lesson in a browser')
    .argument('<file>', 'the bundle')
    .action(testBundle)
}

async function testBundle(file: string): Promise<void> {
  const { machine, reporter, print } = await openContext()
  if (!machine.isRoot) {
    const remedy = `sudo ./kindlab test-bundle ${file}`
    throw new SetupError('Only root can make a network namespace', { remedy, exitCode: EXIT.noPermission })
  }
  await reporter.step('Chromium', (progress) => ensureChromium(machine, progress))
  const argv = [process.execPath, 'e2e/bundle/try-bundle.ts', resolve(file)]
  const { exitCode } = await machine.run(argv, { onLine: print, timeoutMs: DEADLINE_MS })
  process.exitCode = exitCode
}
