import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'

const BUNDLE_FILE = 'bundle.json'

/** Describes a bundle: one archive with everything that Kindlab needs. Its file is `bundle.json`, at the top of the archive. */
const BundleManifest = z.object({
  version: z.string(),
  /** Commit of the checkout that the bundle was made from. */
  commit: z.string(),
  /** Name of the processor as Node has it, for example `x64`. */
  architecture: z.string(),
  /** Names of the images in `images/cluster`. */
  nodeImage: z.string(),
  goldenImage: z.string(),
  /** The golden state is not used from this time on: `./kindlab up` then bakes another one. ISO 8601. */
  goldenUntil: z.string(),
  /** Name of the image in `images/app`, if the bundle has one. */
  appImage: z.string().optional(),
  /** Codename of the distribution that the packages of Docker in `debian/` are for. */
  dockerPackagesFor: z.string().optional(),
})
export type BundleManifest = z.infer<typeof BundleManifest>

/** The manifest of the bundle that was unpacked into `folder`; undefined for a checkout. */
export async function readBundleManifest(folder: string): Promise<BundleManifest | undefined> {
  const text = await readFile(join(folder, BUNDLE_FILE), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : BundleManifest.parse(JSON.parse(text))
}

/** The text of a bundle's `bundle.json`. */
export function formatBundleManifest(manifest: BundleManifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`
}
