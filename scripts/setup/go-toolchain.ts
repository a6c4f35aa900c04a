import { installPackages } from './apt-install.ts'
import type { Machine } from './machine.ts'
import { planGo } from './package-plan.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'
import { isAtLeast } from './version.ts'

const LEAST_GO = '1.26'
/** A Go of 1.21 or later downloads this version as a module and runs it. */
const FETCHED_GO = 'go1.26.8'
/** Debian installs Go packages of other versions into these folders. */
const DEBIAN_GO_FOLDERS = ['/usr/lib/go-1.24/bin', '/usr/lib/go-1.23/bin']

/** Environment for `go` commands. */
export type GoEnvironment = Readonly<Record<string, string>>

/** Installs a Go that can build Kubernetes if it is missing. The value is the environment for it. */
export async function ensureGo(machine: Machine, progress: Progress): Promise<Outcome<GoEnvironment>> {
  const found = await findGo(machine, progress)
  if (found !== undefined) return { ...found, mark: 'unchanged' }
  const plan = planGo(machine.distribution)
  if (plan === undefined) throw missingGo(`Go ${LEAST_GO} is needed to build the node image and kind`)
  await installPackages(machine, plan, progress)
  const installed = await findGo(machine, progress)
  if (installed === undefined)
    throw missingGo(`The Go of ${machine.distribution.name} could not download ${FETCHED_GO}`)
  return { ...installed, mark: 'done' }
}

async function findGo(machine: Machine, progress: Progress): Promise<Omit<Outcome<GoEnvironment>, 'mark'> | undefined> {
  const env = { PATH: [machine.variables['PATH'] ?? '', ...DEBIAN_GO_FOLDERS].join(':') }
  const own = await goVersion(machine, env)
  if (own === undefined) return undefined
  if (isAtLeast(own, LEAST_GO)) return { value: env, text: own }
  if (!isAtLeast(own, '1.21')) return undefined
  progress.line(`${own} downloads ${FETCHED_GO}`)
  const fetching = { ...env, GOTOOLCHAIN: FETCHED_GO }
  const fetched = await goVersion(machine, fetching)
  return fetched === undefined ? undefined : { value: fetching, text: `${fetched}, downloaded by ${own}` }
}

async function goVersion(machine: Machine, env: GoEnvironment): Promise<string | undefined> {
  const { exitCode, stdout } = await machine.run(['go', 'env', 'GOVERSION'], { env, timeoutMs: 300_000 })
  return exitCode === 0 && stdout.trim() !== '' ? stdout.trim() : undefined
}

function missingGo(message: string): SetupError {
  return new SetupError(message, {
    remedy: `install Go ${LEAST_GO} or newer (https://go.dev/doc/install), then run this again`,
  })
}
