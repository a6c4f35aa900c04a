import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { installPackages } from './apt-install.ts'
import { askDocker, type DockerAnswer, LEAST_DOCKER } from './docker-answer.ts'
import type { Machine } from './machine.ts'
import { planDocker } from './package-plan.ts'
import { EXIT, SetupError } from './setup-error.ts'
import { isDockerdRunning, startDockerd } from './start-dockerd.ts'
import type { Outcome, Progress } from './step-reporter.ts'

const START_DEADLINE_MS = 60_000
const INSTALL_GUIDE = 'install Docker Engine (https://docs.docker.com/engine/install), then run this again'

/** Makes sure that a Docker Engine answers: the one that is there, or one that is started or installed here. */
export async function ensureDocker(machine: Machine, progress: Progress): Promise<Outcome<void>> {
  const first = await askDocker(machine)
  if (first.state === 'ready') return { value: undefined, text: `${first.version} answers`, mark: 'unchanged' }
  refuseWhatWeMustNotTouch(machine, first)

  const before = await installedEngine(machine)
  const isInstallNeeded = before === undefined || first.state === 'noClient'
  if (isInstallNeeded) await installEngine(machine, progress)
  const version = await startEngine(machine, progress)
  return { value: undefined, text: `${version} ${isInstallNeeded ? 'installed and started' : 'started'}`, mark: 'done' }
}

/** Somebody's engine that is too old, remote, or closed to us is theirs to mend. */
function refuseWhatWeMustNotTouch(machine: Machine, answer: DockerAnswer): void {
  if (answer.state === 'tooOld') {
    throw new SetupError(`Docker ${answer.version} answers, and Kindlab needs ${LEAST_DOCKER} or newer`, {
      remedy: 'upgrade Docker, or stop and remove it and let ./kindlab up install one',
    })
  }
  if (answer.state === 'denied') {
    throw new SetupError('This user may not use Docker', {
      remedy: 'sudo usermod -aG docker "$USER", then sign out and in again',
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

/** Version of the dockerd that is on this machine, if it is new enough. A client may be there without one. */
async function installedEngine(machine: Machine): Promise<string | undefined> {
  const result = await machine.run(['dockerd', '--version'], { timeoutMs: 10_000 })
  const version = /\d+\.\d+\.\d+/.exec(result.stdout)?.[0] ?? ''
  return result.exitCode === 0 && Number.parseInt(version, 10) >= Number(LEAST_DOCKER) ? version : undefined
}

async function installEngine(machine: Machine, progress: Progress): Promise<void> {
  const plan = planDocker(machine.distribution)
  if (plan === undefined) {
    throw new SetupError(`There is no Docker Engine, and Kindlab cannot install one on ${machine.distribution.name}`, {
      remedy: INSTALL_GUIDE,
    })
  }
  await installPackages(machine, plan, progress)
  if ((await installedEngine(machine)) === undefined) {
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
    // The package's own start script may have been faster.
    await startDockerd({
      args: [],
      env: machine.variables,
      logPath: join(machine.cacheFolder, 'logs', 'dockerd.log'),
      isAnswering: async () => (await askDocker(machine)).state !== 'silent',
      deadlineMs: START_DEADLINE_MS,
    })
  }
  return waitForAnswer(machine)
}

async function waitForAnswer(machine: Machine): Promise<string> {
  const waitedUntil = performance.now() + START_DEADLINE_MS
  for (;;) {
    const answer = await askDocker(machine)
    if (answer.state === 'ready') return answer.version
    refuseWhatWeMustNotTouch(machine, answer)
    if (performance.now() > waitedUntil) {
      throw new SetupError(`dockerd did not answer in ${START_DEADLINE_MS / 1000} s`, {
        remedy: 'look at the log of dockerd, then run this again',
        lines: 'reason' in answer ? [answer.reason] : [],
      })
    }
    await delay(500)
  }
}
