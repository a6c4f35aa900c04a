import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureGo } from '#scripts/setup/go-toolchain.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import type { Progress } from '#scripts/setup/step-reporter.ts'
import { readLockedPackages } from './runtime-packages.ts'
import { debianComponents, formatSbom, goComponents, npmComponent, requiredModules } from './sbom.ts'

interface Described {
  nodeImage: string
  kindPath: string
  version: string
}

/** Writes the bills of materials: of the server, of the build of the site, and of the node image. */
export async function describeParts(
  machine: Machine,
  folder: string,
  { nodeImage, kindPath, version }: Described,
  progress: Progress,
): Promise<void> {
  const packages = await readLockedPackages(machine.checkout)
  const go = await ensureGo(machine, progress)
  const kind = await machine.run(['go', 'version', '-m', kindPath], { env: go.value })
  const lists = await readNodeImageLists(machine, nodeImage)
  const runtime = packages.filter(({ isForBuild }) => !isForBuild).map(npmComponent)
  const documents = {
    'server.cdx.json': { name: 'kindlab', version, components: [...runtime, ...goComponents(kind.stdout)] },
    'site.cdx.json': { name: 'kindlab-site', version, components: packages.map(npmComponent) },
    'node-image.cdx.json': { name: nodeImage.replace(/:.*/, ''), version: nodeImage.replace(/.*:/, ''), ...lists },
  }
  await mkdir(join(folder, 'sbom'), { recursive: true })
  for (const [file, sbom] of Object.entries(documents)) {
    await writeFile(join(folder, 'sbom', file), formatSbom(sbom))
  }
}

/** The packages of the image's root file system, and the modules of Kubernetes, etcd and crictl. */
async function readNodeImageLists(machine: Machine, nodeImage: string) {
  const fields = ['Package', 'Version', 'Architecture'].map((field) => `\${${field}}`)
  const format = `--showformat=${fields.join(String.raw`\t`)}${String.raw`\n`}`
  const argv = ['docker', 'run', '--rm', '--network', 'none', '--entrypoint', 'dpkg-query', nodeImage, '--show', format]
  const packages = await machine.run(argv)
  if (packages.exitCode !== 0) {
    throw new SetupError(`The packages of ${nodeImage} cannot be listed`, { remedy: 'docker images', result: packages })
  }
  const modules = await readFile(join(machine.checkout, 'docker/node/kubernetes/go.mod'), 'utf8')
  return { components: [...requiredModules(modules), ...debianComponents(packages.stdout)] }
}
