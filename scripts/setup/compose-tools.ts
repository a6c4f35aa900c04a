import { installPackages } from './apt-install.ts'
import type { Machine } from './machine.ts'
import { planComposeTools } from './package-plan.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'

/** Installs the plugins of the docker command that build and start the container image, if one of them is missing. */
export async function ensureComposeTools(machine: Machine, progress: Progress): Promise<Outcome<void>> {
  const version = async (plugin: string) => {
    const { exitCode, stdout } = await machine.run(['docker', plugin, 'version'])
    return exitCode === 0 ? stdout.trim() : undefined
  }
  const read = () => Promise.all([version('buildx'), version('compose')])
  const found = await read()
  if (!found.includes(undefined)) return { value: undefined, text: found.join(', '), mark: 'unchanged' }
  const plan = planComposeTools(machine.distribution)
  if (plan === undefined) {
    throw new SetupError('The test of the container image needs docker buildx and docker compose', {
      remedy: 'install both plugins (https://docs.docker.com/compose/install), then run this again',
    })
  }
  await installPackages(machine, plan, progress)
  return { value: undefined, text: 'installed', mark: 'done' }
}
