import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { arch } from 'node:process'
import type { Command } from 'commander'
import * as z from 'zod'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { findGolden, goldenExpiryMs } from '#server/providers/kind/golden/golden-image.ts'
import type { BundleManifest } from '#scripts/bundle/bundle-manifest.ts'
import { bundleName, writeBundle } from '#scripts/bundle/write-bundle.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { NODE_IMAGE } from '#scripts/setup/node-image.ts'
import { prepareMachine } from '#scripts/setup/prepare-machine.ts'
import { resolveDockerHost } from '#scripts/setup/resolve-docker-host.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import { exportSite } from '#scripts/setup/site-export.ts'
import { openContext } from './command-context.ts'

interface BundleCommandOptions {
  output?: string
  withDocker?: boolean
  sign?: string
  yes?: boolean
}

export function addBundleCommand(program: Command): void {
  program
    .command('bundle')
    .description('write one archive with everything that Kindlab needs, for machines without a network')
    .option('--output <file>', 'path of the archive, by default kindlab-<version>-<processor>.tar')
    .option('--with-docker', "add the packages of Docker for this machine's distribution")
    .option('--sign <key>', 'sign the archive with this Ed25519 key in a PEM file')
    .option('--yes', 'install missing packages without asking')
    .action(bundle)
}

async function bundle(options: BundleCommandOptions): Promise<void> {
  const { machine, reporter, print } = await openContext({ isYes: options.yes })
  const parts = await prepareMachine(machine, reporter, { nodeImage: undefined })
  await reporter.step('Site', (progress) => exportSite(machine, progress))
  const hasDockerPackages = options.withDocker === true
  const manifest = await describe(machine, hasDockerPackages)
  const output = resolve(options.output ?? `${bundleName(manifest)}.tar`)
  await writeBundle(machine, reporter, { output, manifest, parts, hasDockerPackages, keyPath: options.sign })
  print(output)
}

async function describe(machine: Machine, hasDockerPackages: boolean): Promise<BundleManifest> {
  const engine = new DockerEngine(await resolveDockerHost(machine))
  const golden = await findGolden(engine, NODE_IMAGE, Date.now())
  if (golden.state !== 'ready') {
    throw new SetupError(`A bundle needs a golden state: ${golden.reason}`, { remedy: './kindlab up' })
  }
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(machine.checkout, 'package.json'), 'utf8')))
  const commit = await machine.run(['git', 'rev-parse', 'HEAD'])
  if (commit.exitCode !== 0) {
    throw new SetupError('A bundle is made from a checkout of git', { remedy: 'git clone', result: commit })
  }
  const app = `kindlab/app:${version}`
  const { exitCode } = await machine.run(['docker', 'image', 'inspect', app])
  return {
    version,
    commit: commit.stdout.trim(),
    architecture: arch,
    nodeImage: NODE_IMAGE,
    goldenImage: golden.image,
    goldenUntil: new Date(goldenExpiryMs(golden)).toISOString(),
    ...(exitCode === 0 && { appImage: app }),
    ...(hasDockerPackages && { dockerPackagesFor: machine.distribution.codename }),
  }
}
