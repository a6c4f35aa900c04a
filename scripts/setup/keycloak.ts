import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findMissing, installPackages } from './apt-install.ts'
import type { Machine } from './machine.ts'
import { pathExists } from './path-exists.ts'
import { SetupError } from './setup-error.ts'
import type { Outcome, Progress } from './step-reporter.ts'
import { isAtLeast } from './version.ts'

export const KEYCLOAK_VERSION = '26.7.3'
const ARTIFACT = `org.keycloak:keycloak-quarkus-dist:${KEYCLOAK_VERSION}:tar.gz`
const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy'
const LEAST_JAVA = '17'

/** Downloads Keycloak with Maven, from the repository of Maven's settings. The value is its folder. */
export async function ensureKeycloak(machine: Machine, progress: Progress): Promise<Outcome<string>> {
  await ensureJava(machine, progress)
  const folder = join(machine.cacheFolder, `keycloak-${KEYCLOAK_VERSION}`)
  if (await pathExists(join(folder, 'bin/kc.sh'))) return { value: folder, text: KEYCLOAK_VERSION, mark: 'unchanged' }
  if ((await machine.run(['mvn', '--version'])).exitCode !== 0) {
    await installPackages(machine, { packages: ['maven'] }, progress)
  }
  // An interrupted run must not leave half a folder under the final name.
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  progress.line(`mvn, ${ARTIFACT}`)
  const options = [`-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${unfinished}`]
  await runOrFail(machine, progress, ['mvn', '--batch-mode', COPY_GOAL, ...options])
  const archive = join(unfinished, `keycloak-quarkus-dist-${KEYCLOAK_VERSION}.tar.gz`)
  await runOrFail(machine, progress, ['tar', '--strip-components=1', '-C', unfinished, '-xzf', archive])
  await rm(archive)
  await rename(unfinished, folder)
  return { value: folder, text: `${KEYCLOAK_VERSION} downloaded`, mark: 'done' }
}

async function ensureJava(machine: Machine, progress: Progress): Promise<void> {
  const { exitCode, stdout } = await machine.run(['java', '--version'])
  const version = /^\w+ (\d[\d.]*)/.exec(stdout)?.[1]
  if (exitCode === 0 && version !== undefined && isAtLeast(version, LEAST_JAVA)) return
  const packages = await findMissing(machine, ['default-jre-headless'])
  if (packages.length > 0) return installPackages(machine, { packages }, progress)
  throw new SetupError(`Keycloak needs Java ${LEAST_JAVA} or newer`, { remedy: 'install it, then run this again' })
}

async function runOrFail(machine: Machine, progress: Progress, argv: readonly string[]): Promise<void> {
  const result = await machine.run(argv, { onLine: progress.line, timeoutMs: 1_200_000 })
  if (result.exitCode === 0) return
  throw new SetupError('Keycloak could not be downloaded', {
    remedy: 'see the lines above; the repository is the one of ~/.m2/settings.xml, or Maven Central without it',
    result,
  })
}
