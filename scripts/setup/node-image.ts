import { join } from 'node:path'
import { findMissing, installPackages } from './apt-install.ts'
import { ensureGo, type GoEnvironment } from './go-toolchain.ts'
import type { Machine } from './machine.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'

export const NODE_IMAGE = 'kindlab/node:1.37.2'
/** Label with a hash of the inputs of an image. */
const INPUTS_LABEL = 'kindlab.node-image'
const BUILD_PACKAGES = ['gcc', 'jq', 'libc6-dev', 'libseccomp-dev', 'mmdebstrap', 'pkg-config', 'zstd']
/** A build takes about ten minutes on two cores, and several times that with a slow disk and network. */
const BUILD_DEADLINE_MS = 3_600_000

/** Builds the node image if it is missing or outdated. The value is its name. */
export async function ensureNodeImage(
  machine: Machine,
  override: string | undefined,
  progress: Progress,
): Promise<Outcome<string>> {
  if (override !== undefined) return ensureGivenImage(machine, override, progress)
  const wanted = await hashImageInputs(machine)
  if ((await readInputsLabel(machine, NODE_IMAGE)) === wanted) {
    return { value: NODE_IMAGE, text: `${NODE_IMAGE} unchanged`, mark: 'unchanged' }
  }
  await buildFromSources(machine, await ensureBuildTools(machine, progress), progress)
  return { value: NODE_IMAGE, text: `${NODE_IMAGE} built from sources`, mark: 'done' }
}

/** Label value of an up-to-date image. */
export async function hashImageInputs(machine: Machine): Promise<string> {
  const result = await machine.run([join(machine.checkout, 'docker/node/input-hash.sh')])
  if (result.exitCode === 0) return result.stdout.trim()
  throw new SetupError('The inputs of the node image could not be read', { remedy: 'git status docker/node', result })
}

/** Label value of a local image; undefined if Docker does not have the image. */
export async function readInputsLabel(machine: Machine, image: string): Promise<string | undefined> {
  const format = `{{index .Config.Labels "${INPUTS_LABEL}"}}`
  const { exitCode, stdout } = await machine.run(['docker', 'image', 'inspect', '--format', format, image])
  return exitCode === 0 ? stdout.trim() : undefined
}

async function ensureGivenImage(machine: Machine, image: string, progress: Progress): Promise<Outcome<string>> {
  if ((await readInputsLabel(machine, image)) !== undefined) {
    return { value: image, text: `${image} exists`, mark: 'unchanged' }
  }
  const pull = await machine.run(['docker', 'pull', image], { onLine: progress.line, timeoutMs: BUILD_DEADLINE_MS })
  if (pull.exitCode === 0) return { value: image, text: `${image} pulled`, mark: 'done' }
  throw new SetupError(`The image ${image} does not exist here and cannot be pulled`, {
    remedy: 'docker images lists local images; without --node-image Kindlab builds its own',
    result: pull,
  })
}

/** Installs the build tools. The value is the environment for a Go that is new enough. */
async function ensureBuildTools(machine: Machine, progress: Progress): Promise<GoEnvironment> {
  const missing = await findMissing(machine, BUILD_PACKAGES)
  if (missing.length > 0) await installPackages(machine, { packages: missing }, progress)
  return (await ensureGo(machine, progress)).value
}

async function buildFromSources(machine: Machine, env: GoEnvironment, progress: Progress): Promise<void> {
  progress.note(
    'builds the node image from sources: 20 to 30 minutes for the first build on two cores, less than two for later ones',
  )
  const path = join(machine.checkout, 'docker/node/build.sh')
  // The scripts print `== name` at the start of a part and `== name: 12 s` at its end. Between them, Go prints the packages that it compiles.
  let part = ''
  const onLine = (line: string) => {
    if (/^== .*: \d+ s$/.test(line)) return progress.note(line.slice(3))
    if (line.startsWith('== ')) part = line.slice(3)
    progress.line(line.startsWith('== ') ? part : `${part}: ${line}`)
  }
  const { exitCode, lastLines } = await machine.run([path, NODE_IMAGE], { env, onLine, timeoutMs: BUILD_DEADLINE_MS })
  if (exitCode === 0) return
  throw new SetupError('The node image could not be built', {
    remedy: `docker/node/build.sh ${NODE_IMAGE} (the build needs a network)`,
    lines: lastLines,
  })
}
