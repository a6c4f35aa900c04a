import { join } from 'node:path'
import { findMissing, installPackages } from './apt-install.ts'
import { ensureGo, type GoEnvironment } from './go-toolchain.ts'
import type { Machine } from './machine.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'

export const NODE_IMAGE = 'kindlab/node:1.37.2'
/** Says from which inputs an image was made. */
const INPUTS_LABEL = 'kindlab.node-image'
const BUILD_PACKAGES = ['gcc', 'jq', 'libc6-dev', 'libseccomp-dev', 'mmdebstrap', 'pkg-config', 'zstd']
/** Ten minutes on two cores is usual; a slow disk and network may take several times that. */
const BUILD_DEADLINE_MS = 3_600_000
/** A registry that is there answers in one or two. */
const REGISTRY_DEADLINE_MS = 10_000

/** Makes sure of the image that nodes are made from; the value is its name. */
export async function ensureNodeImage(
  machine: Machine,
  override: string | undefined,
  progress: Progress,
): Promise<Outcome<string>> {
  if (override !== undefined) return useGivenImage(machine, override, progress)
  const wanted = await hashImageInputs(machine)
  if ((await readInputsLabel(machine, NODE_IMAGE)) === wanted) {
    return { value: NODE_IMAGE, text: `${NODE_IMAGE} unchanged`, mark: 'unchanged' }
  }
  const env = await ensureBuildTools(machine, progress)
  if (await doesRegistryAnswer(machine, progress)) {
    const failed = await build(machine, 'build-kindest.sh', env, progress)
    if (failed === undefined) return { value: NODE_IMAGE, text: `${NODE_IMAGE} made from kindest/node`, mark: 'done' }
    progress.note(`kindest/node could not be used (${failed.at(-1) ?? 'no reason given'}); builds from sources instead`)
  }
  await buildFromSources(machine, env, progress)
  return { value: NODE_IMAGE, text: `${NODE_IMAGE} built from sources`, mark: 'done' }
}

/** What the label of an up-to-date image says. */
export async function hashImageInputs(machine: Machine): Promise<string> {
  const result = await machine.run([join(machine.checkout, 'docker/node/input-hash.sh')])
  if (result.exitCode === 0) return result.stdout.trim()
  throw new SetupError('The inputs of the node image could not be read', { remedy: 'git status docker/node', result })
}

/** The label of an image that is here, or undefined. */
export async function readInputsLabel(machine: Machine, image: string): Promise<string | undefined> {
  const format = `{{index .Config.Labels "${INPUTS_LABEL}"}}`
  const { exitCode, stdout } = await machine.run(['docker', 'image', 'inspect', '--format', format, image])
  return exitCode === 0 ? stdout.trim() : undefined
}

async function useGivenImage(machine: Machine, image: string, progress: Progress): Promise<Outcome<string>> {
  if ((await readInputsLabel(machine, image)) !== undefined) {
    return { value: image, text: `${image} is here`, mark: 'unchanged' }
  }
  const pull = await machine.run(['docker', 'pull', image], { onLine: progress.line, timeoutMs: BUILD_DEADLINE_MS })
  if (pull.exitCode === 0) return { value: image, text: `${image} pulled`, mark: 'done' }
  throw new SetupError(`The image ${image} is not here and cannot be pulled`, {
    remedy: 'docker images shows what is here; without --node-image Kindlab makes its own',
    result: pull,
  })
}

/** Asks for the base image's description only: pulling it would take long to fail where a firewall swallows packets. */
async function doesRegistryAnswer(machine: Machine, progress: Progress): Promise<boolean> {
  progress.line('asks the registry for kindest/node')
  const name = await machine.run(['sh', '-c', '. ./versions.env && printf %s "$KINDEST_IMAGE"'], {
    cwd: join(machine.checkout, 'docker/node'),
  })
  const argv = ['docker', 'manifest', 'inspect', name.stdout]
  const { exitCode } = await machine.run(argv, { timeoutMs: REGISTRY_DEADLINE_MS })
  return exitCode === 0
}

/** Both flavours compile something; the value is the environment in which `go` is new enough. */
async function ensureBuildTools(machine: Machine, progress: Progress): Promise<GoEnvironment> {
  const missing = await findMissing(machine, BUILD_PACKAGES)
  if (missing.length > 0) await installPackages(machine, { packages: missing }, progress)
  return (await ensureGo(machine, progress)).value
}

async function buildFromSources(machine: Machine, env: GoEnvironment, progress: Progress): Promise<void> {
  progress.note('builds the node image from sources: about ten minutes the first time, under two afterwards')
  const failed = await build(machine, 'build.sh', env, progress)
  if (failed === undefined) return
  throw new SetupError('The node image could not be built', {
    remedy: `docker/node/build.sh ${NODE_IMAGE} (without a network nothing can be fetched)`,
    lines: failed,
  })
}

/** Runs one of the image's build scripts; the value is the end of its output if it failed. */
async function build(
  machine: Machine,
  script: string,
  env: GoEnvironment,
  progress: Progress,
): Promise<readonly string[] | undefined> {
  const path = join(machine.checkout, 'docker/node', script)
  // `== name` when a part begins, `== name: 12 s` when it is done.
  const onLine = (line: string) =>
    /^== .*: \d+ s$/.test(line) ? progress.note(line.slice(3)) : progress.line(line.replace(/^== /, ''))
  const { exitCode, lastLines } = await machine.run([path, NODE_IMAGE], { env, onLine, timeoutMs: BUILD_DEADLINE_MS })
  return exitCode === 0 ? undefined : lastLines
}
