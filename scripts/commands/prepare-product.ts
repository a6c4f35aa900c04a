import { ensureChromium } from '#scripts/setup/chromium.ts'
import { prepareMachine } from '#scripts/setup/prepare-machine.ts'
import { partSettings, type ServerParts } from '#scripts/setup/server-settings.ts'
import { exportSite, siteFolder } from '#scripts/setup/site-export.ts'
import type { CommandContext } from './command-context.ts'

export interface Product {
  parts: ServerParts
  /** Environment of the servers that tests and benchmarks start. */
  settings: Record<string, string>
}

/** Prepares everything that tests and benchmarks with a browser and clusters need. */
export async function prepareProduct(
  { machine, reporter }: CommandContext,
  nodeImage: string | undefined,
): Promise<Product> {
  const parts = await prepareMachine(machine, reporter, { nodeImage })
  await reporter.step('Chromium', (progress) => ensureChromium(machine, progress))
  await reporter.step('Site', (progress) => exportSite(machine, progress))
  return { parts, settings: { KINDLAB_SITE: siteFolder(machine), ...(await partSettings(machine, parts)) } }
}
