import type { Machine } from '#scripts/setup/machine.ts'
import { withRunLock } from '#scripts/setup/run-lock.ts'
import { makeFingerprint } from '#scripts/setup/server-fingerprint.ts'
import { freePort, type ServerStart } from '#scripts/setup/server-process.ts'
import { readRecord, removeRecord, runFolder, writeRecord } from '#scripts/setup/server-record.ts'
import type { Outcome, Progress } from '#scripts/setup/step-reporter.ts'
import { isReady, waitUntilReady } from '#scripts/setup/wait-until-ready.ts'
import {
  describeOwnUnit,
  enableUnit,
  isOwnUnit,
  readLog,
  readUnitState,
  removeUnit,
  restartUnit,
  stopUnit,
  UNIT_NAME,
  writeUnit,
} from './server-unit.ts'

/** Installs the unit and starts the server, unless it runs already with the same code, site and settings. */
export async function ensureService(machine: Machine, start: ServerStart, progress: Progress): Promise<Outcome<void>> {
  return withRunLock(runFolder(machine), async () => {
    const fingerprint = await makeFingerprint(machine, start.settings, start.site)
    const wasInstalled = await isOwnUnit(machine)
    const hasChanged = await writeUnit(machine, start.settings)
    await enableUnit(machine, progress)
    const before = await readUnitState(machine)
    const isSame = wasInstalled && !hasChanged && (await readRecord(machine))?.fingerprint === fingerprint
    if (isSame && before.active === 'active' && (await isReady(start.address))) {
      return { value: undefined, text: `already running (${await describeOwnUnit(machine)})`, mark: 'unchanged' }
    }
    if (before.active !== 'inactive') await stopUnit(machine)
    await freePort(machine, start.address, progress)
    await restartUnit(machine)
    await waitUntilReady({
      address: start.address,
      hasEnded: () => hasEnded(machine),
      stop: () => stopFailed(machine),
    })
    const { pid } = await readUnitState(machine)
    await writeRecord(machine, { pid, ...start.address, fingerprint })
    return { value: undefined, text: `started (${await describeOwnUnit(machine)})`, mark: 'done' }
  })
}

/** Stops the server. The unit starts it again with the machine. */
export async function stopService(machine: Machine): Promise<Outcome<void>> {
  const { active } = await readUnitState(machine)
  await stopUnit(machine)
  await removeRecord(machine)
  if (active === 'inactive') return { value: undefined, text: `${UNIT_NAME} does not run`, mark: 'unchanged' }
  const text = `stopped; ${UNIT_NAME} starts it again with the machine, unless ./kindlab service remove removes it`
  return { value: undefined, text, mark: 'done' }
}

export async function removeService(machine: Machine): Promise<Outcome<void>> {
  return withRunLock(runFolder(machine), async () => {
    if (!(await isOwnUnit(machine))) return { value: undefined, text: 'not installed', mark: 'unchanged' }
    await removeUnit(machine)
    await removeRecord(machine)
    return { value: undefined, text: `${UNIT_NAME} stopped and removed; clusters stay`, mark: 'done' }
  })
}

async function hasEnded(machine: Machine): Promise<boolean> {
  const { active, restarts } = await readUnitState(machine)
  return active === 'failed' || restarts > 0
}

async function stopFailed(machine: Machine): Promise<readonly string[]> {
  const lines = await readLog(machine)
  await stopUnit(machine)
  return lines
}
