/** The systemd unit of this installation: install, start, stop and remove it. */
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { execPath, hrtime } from 'node:process'
import { formatCommand } from '#scripts/run-command.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { runFolder } from '#scripts/setup/server-record.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import type { Progress } from '#scripts/setup/step-reporter.ts'
import { formatEnvironment, serviceVariables } from './environment-file.ts'
import { describeUnit, parseUnitState, UNIT_PROPERTIES, type UnitState } from './unit-state.ts'
import { formatUnit } from './unit-text.ts'

export const UNIT_NAME = 'kindlab.service'

/** Folder of units that an administrator writes. */
function unitFolder({ isRoot, variables }: Machine): string {
  if (isRoot) return '/etc/systemd/system'
  return join(variables['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'systemd', 'user')
}

function unitPath(machine: Machine): string {
  return join(unitFolder(machine), UNIT_NAME)
}

function environmentPath(machine: Machine): string {
  return join(runFolder(machine), 'service.env')
}

/** Whether the unit runs the server of this installation. Another installation can have the unit of this name. */
export async function isOwnUnit(machine: Machine): Promise<boolean> {
  return machine.hasSystemd && isUnitOf(machine, await readUnit(machine))
}

async function readUnit(machine: Machine): Promise<string> {
  return readFile(unitPath(machine), 'utf8').catch(() => '')
}

function isUnitOf(machine: Machine, text: string): boolean {
  return text.split('\n').includes(`EnvironmentFile=${environmentPath(machine).replaceAll('%', '%%')}`)
}

/** @throws SetupError with the other way to run the server */
export function requireSystemd({ hasSystemd }: Machine): void {
  if (hasSystemd) return
  throw new SetupError('systemd does not run on this machine, so there is no service', {
    remedy:
      './kindlab up starts and supervises the server; an @reboot line of cron runs it after a restart of the machine',
  })
}

/** Writes settings and unit. The running server is not changed. Returns whether they differ from the installed ones. */
export async function writeUnit(machine: Machine, settings: Readonly<Record<string, string>>): Promise<boolean> {
  const present = await readUnit(machine)
  if (present !== '' && !isUnitOf(machine, present)) {
    throw new SetupError(`${unitPath(machine)} runs the server of another installation`, {
      remedy: 'run ./kindlab service remove there, or use ./kindlab up here',
    })
  }
  const text = formatUnit({
    checkout: machine.checkout,
    node: execPath,
    environmentFile: environmentPath(machine),
    scope: machine.isRoot ? 'system' : 'user',
    hasLocalShells: machine.provider === 'local',
    version: await readVersion(machine),
  })
  const environment = formatEnvironment(serviceVariables(machine.variables, settings))
  const before = await readFile(environmentPath(machine), 'utf8').catch(() => '')
  await replaceFile(environmentPath(machine), environment, 0o600)
  await replaceFile(unitPath(machine), text, 0o644)
  await systemctl(machine, 'daemon-reload')
  return text !== present || environment !== before
}

async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, text, { mode })
  await chmod(`${path}.new`, mode)
  await rename(`${path}.new`, path)
}

/** Starts the unit with the machine. The systemd of a user also needs permission to run without a login. */
export async function enableUnit(machine: Machine, progress: Progress): Promise<void> {
  await systemctl(machine, 'enable', UNIT_NAME)
  if (machine.isRoot) return
  const linger = await machine.run(['loginctl', 'enable-linger'], { timeoutMs: 10_000 })
  if (linger.exitCode !== 0) {
    progress.note('the service ends with your login; to keep it running: sudo loginctl enable-linger "$USER"')
  }
}

/** The last lines that the server has written. */
export async function readLog(machine: Machine): Promise<readonly string[]> {
  const unit = machine.isRoot ? '--unit' : '--user-unit'
  const argv = ['journalctl', unit, UNIT_NAME, '--lines', '15', '--output', 'cat', '--no-pager']
  return (await machine.run(argv, { timeoutMs: 10_000 })).lastLines
}

export async function restartUnit(machine: Machine): Promise<void> {
  // A failed unit counts its starts; the operator wants another one now.
  await runSystemctl(machine, 'reset-failed', UNIT_NAME)
  await systemctl(machine, 'restart', UNIT_NAME)
}

export async function stopUnit(machine: Machine): Promise<void> {
  await systemctl(machine, 'stop', UNIT_NAME)
}

/** Stops the server, and removes the unit and its settings. Clusters stay. */
export async function removeUnit(machine: Machine): Promise<void> {
  await systemctl(machine, 'disable', '--now', UNIT_NAME)
  await rm(unitPath(machine), { force: true })
  await rm(environmentPath(machine), { force: true })
  await systemctl(machine, 'daemon-reload')
  await runSystemctl(machine, 'reset-failed', UNIT_NAME)
}

export async function readUnitState(machine: Machine): Promise<UnitState> {
  const properties = UNIT_PROPERTIES.map((name) => `--property=${name}`)
  return parseUnitState(await systemctl(machine, 'show', ...properties, UNIT_NAME))
}

export async function describeOwnUnit(machine: Machine): Promise<string> {
  return `${UNIT_NAME}: ${describeUnit(await readUnitState(machine), Number(hrtime.bigint() / 1_000_000n))}`
}

async function readVersion(machine: Machine): Promise<number> {
  return Number(/^systemd (\d+)/.exec(await systemctl(machine, '--version'))?.[1] ?? 0)
}

async function systemctl(machine: Machine, ...args: string[]): Promise<string> {
  const result = await runSystemctl(machine, ...args)
  if (result.exitCode === 0) return result.stdout
  throw new SetupError('systemd refuses', {
    remedy: formatCommand([...baseCommand(machine), 'status', UNIT_NAME]),
    result,
  })
}

function runSystemctl(machine: Machine, ...args: string[]) {
  return machine.run([...baseCommand(machine), ...args], { timeoutMs: 60_000 })
}

function baseCommand({ isRoot }: Machine): string[] {
  return isRoot ? ['systemctl'] : ['systemctl', '--user']
}
