import { join } from 'node:path'
import { ensureGo } from './go-toolchain.ts'
import type { Machine } from './machine.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'

export const KIND_VERSION = '0.33.0'

/** Path of the kind program of the required version, or undefined. */
export async function findKind(machine: Machine): Promise<string | undefined> {
  // A bundle has it in its own folder.
  const candidates = [join(machine.checkout, 'bin/kind'), join(machine.cacheFolder, 'bin/kind'), 'kind']
  for (const path of candidates) {
    if (await isWantedKind(machine, path)) return path
  }
  return undefined
}

async function isWantedKind(machine: Machine, path: string): Promise<boolean> {
  const { exitCode, stdout } = await machine.run([path, 'version', '--quiet'], { timeoutMs: 10_000 })
  return exitCode === 0 && stdout.trim().replace(/^v/, '') === KIND_VERSION
}

export async function ensureKind(machine: Machine, progress: Progress): Promise<Outcome<string>> {
  const found = await findKind(machine)
  if (found !== undefined) return { value: found, text: KIND_VERSION, mark: 'unchanged' }
  const go = await ensureGo(machine, progress)
  const folder = join(machine.cacheFolder, 'bin')
  progress.line('go install')
  const install = await machine.run(['go', 'install', `sigs.k8s.io/kind@v${KIND_VERSION}`], {
    env: { ...go.value, GOBIN: folder, CGO_ENABLED: '0' },
    onLine: progress.line,
    timeoutMs: 600_000,
  })
  if (install.exitCode !== 0) {
    throw new SetupError('kind could not be built', {
      remedy: `see the lines above (the build needs a network), or put kind ${KIND_VERSION} on the PATH`,
      result: install,
    })
  }
  return { value: join(folder, 'kind'), text: `${KIND_VERSION} built`, mark: 'done' }
}
