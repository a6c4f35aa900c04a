import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { installPackages } from './apt-install.ts'
import { findRefusal, readEngineFacts } from './docker-flavour.ts'
import { readDockerStatus, type DockerStatus, LEAST_DOCKER } from './docker-status.ts'
import type { Machine } from './machine.ts'
import { planDocker } from './package-plan.ts'
import { EXIT, SetupError } from './setup-error.ts'
import { isDockerdRunning, startDockerd } from './start-dockerd.ts'
import type { Outcome, Progress } from './step-reporter.ts'
import { isAtLeast } from './version.ts'

const START_DEADLINE_MS = 60_000
const INSTALL_GUIDE = 'install Docker Engine (https://docs.docker.com/engine/install), then run this again'

/** Makes sure that a Docker Engine answers. Starts or installs one if needed. */
export async function ensureDocker(machine: Machine, progress: Progress): Promise<Outcome<void>> {
  const first = await readDockerStatus(machine)
  if (first.state === 'ready') {
    await requireSupported(machine)
    return { value: undefined, text: `${first.version} answers`, mark: 'unchanged' }
  }
  requireOwnEngine(machine, first)

  const isInstallNeeded = first.state === 'noClient' || !(await hasEngine(machine))
  if (isInstallNeeded) await installEngine(machine, progress)
  const version = await startEngine(machine, progress)
  return { value: undefined, text: `${version} ${isInstallNeeded ? 'installed and started' : 'started'}`, mark: 'done' }
}

async function requireSupported(machine: Machine): Promise<void> {
  const engine = await readEngineFacts(machine)
  const refusal = engine && findRefusal(engine)
  if (refusal === undefined) return
  throw new SetupError(refusal, { remedy: 'install Docker Engine as root, or set DOCKER_HOST to one' })
}

/** Kindlab does not change an engine that is too old, on another machine, or not permitted for this user. */
function requireOwnEngine(machine: Machine, answer: DockerStatus): void {
  if (answer.state === 'tooOld') {
    throw new SetupError(`Docker ${answer.version} answers, and Kindlab needs ${LEAST_DOCKER} or newer`, {
      remedy: 'upgrade Docker, or remove it and let ./kindlab up install one',
    })
  }
  if (answer.state === 'denied') {
    throw new SetupError('This user may not use Docker', {
      remedy: 'sudo usermod -aG docker "$USER", then log out and in again',
      exitCode: EXIT.noPermission,
      lines: [answer.reason],
    })
  }
  if (answer.state === 'ready') return
  if (machine.dockerHost !== undefined) {
    throw new SetupError(`Docker does not answer at DOCKER_HOST=${machine.dockerHost}`, {
      remedy: 'start it there, or unset DOCKER_HOST',
      lines: [answer.reason],
    })
  }
  if (!machine.isRoot) {
    throw new SetupError('No Docker Engine answers, and only root can start or install one', {
      remedy: 'sudo systemctl start docker, or sudo ./kindlab up',
      exitCode: EXIT.noPermission,
      lines: [answer.reason],
    })
  }
}

/** Whether a dockerd is installed and new enough. A client can be installed without one. */
async function hasEngine(machine: Machine): Promise<boolean> {
  const result = await machine.run(['dockerd', '--version'], { timeoutMs: 10_000 })
  return result.exitCode === 0 && isAtLeast(result.stdout, LEAST_DOCKER)
}

async function installEngine(machine: Machine, progress: Progress): Promise<void> {
  const plan = planDocker(machine.distribution)
  if (plan === undefined) {
    throw new SetupError(`There is no Docker Engine, and Kindlab cannot install one on ${machine.distribution.name}`, {
      remedy: INSTALL_GUIDE,
    })
  }
  await installPackages(machine, plan, progress)
  if (!(await hasEngine(machine))) {
    throw new SetupError(`The Docker Engine of ${machine.distribution.name} is older than ${LEAST_DOCKER}`, {
      remedy: INSTALL_GUIDE,
    })
  }
}

async function startEngine(machine: Machine, progress: Progress): Promise<string> {
  progress.line('starting dockerd')
  if (machine.hasSystemd) {
    const started = await machine.run(['systemctl', 'start', 'docker'], { timeoutMs: START_DEADLINE_MS })
    if (started.exitCode !== 0) {
      throw new SetupError('The docker unit does not start', { remedy: 'journalctl -u docker -n 50', result: started })
    }
  } else if (!(await isDockerdRunning())) {
    // The start script of the package may have started it already.
    await startDockerd({
      args: [],
      env: machine.variables,
      logPath: join(machine.cacheFolder, 'logs', 'dockerd.log'),
      isAnswering: async () => (await readDockerStatus(machine)).state !== 'silent',
      deadlineMs: START_DEADLINE_MS,
    })
  }
  return waitForAnswer(machine)
}

async function waitForAnswer(machine: Machine): Promise<string> {
  const waitedUntil = performance.now() + START_DEADLINE_MS
  for (;;) {
    const answer = await readDockerStatus(machine)
    if (answer.state === 'ready') return answer.version
    requireOwnEngine(machine, answer)
    if (performance.now() > waitedUntil) {
      throw new SetupError(`dockerd did not answer in ${START_DEADLINE_MS / 1000} s`, {
        remedy: 'read the log of dockerd, then run this again',
        lines: 'reason' in answer ? [answer.reason] : [],
      })
    }
    await delay(500)
  }
}
