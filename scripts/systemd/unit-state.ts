/** The state of the unit, as `systemctl show` prints it. */
import { describeExit } from '#scripts/supervisor/supervisor-state.ts'
import { formatAge } from '#scripts/supervisor/format-age.ts'

export interface UnitState {
  isInstalled: boolean
  /** `active`, `activating`, `failed`, `inactive`, … */
  active: string
  /** `running`, `auto-restart`, … */
  sub: string
  isEnabled: boolean
  /** 0: no process. */
  pid: number
  restarts: number
  /** On the monotonic clock of the kernel, which Node's `process.hrtime()` reads too. */
  startedMs: number | undefined
  /** Exit status of the last process, as a shell has it. Undefined before the first end. */
  lastExit: number | undefined
}

export const UNIT_PROPERTIES = [
  'LoadState',
  'ActiveState',
  'SubState',
  'UnitFileState',
  'MainPID',
  'NRestarts',
  'ExecMainStartTimestampMonotonic',
  'ExecMainCode',
  'ExecMainStatus',
] as const

/** Codes of waitid(2) in `ExecMainCode`. */
const EXITED = '1'
const KILLED = new Set(['2', '3'])

/** @param text output of `systemctl show --property=…` */
export function parseUnitState(text: string): UnitState {
  const lines = text.split('\n').map((line) => line.split('='))
  const values = new Map(lines.map(([name = '', ...value]) => [name, value.join('=')]))
  const numberOf = (name: string): number => Number.parseInt(values.get(name) ?? '', 10) || 0
  const startedUs = numberOf('ExecMainStartTimestampMonotonic')
  const code = values.get('ExecMainCode') ?? ''
  const status = numberOf('ExecMainStatus')
  return {
    isInstalled: values.get('LoadState') === 'loaded',
    active: values.get('ActiveState') ?? 'unknown',
    sub: values.get('SubState') ?? 'unknown',
    isEnabled: values.get('UnitFileState') === 'enabled',
    pid: numberOf('MainPID'),
    restarts: numberOf('NRestarts'),
    startedMs: startedUs === 0 ? undefined : startedUs / 1000,
    lastExit: code === EXITED ? status : KILLED.has(code) ? 128 + status : undefined,
  }
}

/** For the operator, without a full stop. @param nowMs on the monotonic clock */
export function describeUnit(state: UnitState, nowMs: number): string {
  if (!state.isInstalled) return 'not installed'
  const times = state.restarts === 1 ? 'once' : `${state.restarts} times`
  const again = state.restarts === 0 ? '' : `, started again ${times}`
  const boot = state.isEnabled ? '' : '; it does not start with the machine'
  if (state.active === 'active') {
    const age = state.startedMs === undefined ? '' : ` for ${formatAge(nowMs - state.startedMs)}`
    return `process ${state.pid}, running${age}${again}${boot}`
  }
  const last = state.lastExit === undefined ? '' : `; it last ended by ${describeExit(state.lastExit)}`
  if (state.sub === 'auto-restart') return `ended, starts again within 30 s${again}${last}${boot}`
  return `${state.active}${last}${boot}`
}
