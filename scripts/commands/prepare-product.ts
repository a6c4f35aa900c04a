import { ensureChromium } from '#scripts/setup/chromium.ts'
import { prepareMachine } from '#scripts/setup/prepare-machine.ts'
import { partSettings } from '#scripts/setup/server-settings.ts'
import { exportSite, siteFolder } from '#scripts/setup/site-export.ts'
import type { CommandContext } from './command-context.ts'

/** Everything that tests and benches with a browser and clusters need; the value is what the servers that they start are told. */
export async function prepareProduct(
  { machine, reporter }: CommandContext,
  nodeImage: string | undefined,
): Promise<Record<string, string>> {
  const parts = await prepareMachine(machine, reporter, { nodeImage })
  await reporter.step('Chromium', (progress) => ensureChromium(machine, progress))
  await reporter.step('Site', (progress) => exportSite(machine, progress))
  return { KINDLAB_SITE: siteFolder(machine), ...(await partSettings(machine, parts)) }
}
