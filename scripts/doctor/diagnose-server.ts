import { describeState } from '#scripts/supervisor/supervisor-state.ts'
import { formatAge } from '#scripts/supervisor/format-age.ts'
import type { Finding } from './finding.ts'
import type { ServerFacts } from './server-facts.ts'

const check = 'Server'

export function diagnoseServer({ running, supervisor, unit }: ServerFacts, nowMs: number): Finding {
  if (running === undefined) return diagnoseMissing({ running, supervisor, unit }, nowMs)
  const score = running.oomScoreAdj === undefined ? '' : `, oom_score_adj ${running.oomScoreAdj}`
  if (unit !== undefined) return { check, state: 'ok', found: `${unit}${score}` }
  if (supervisor !== undefined) return { check, state: 'ok', found: `${describeState(supervisor, nowMs)}${score}` }
  const found = `process ${running.pid}, running for ${formatAge(nowMs - running.startedAtMs)}${score}; no supervisor of ./kindlab`
  return { check, state: 'ok', found }
}

function diagnoseMissing({ supervisor, unit }: ServerFacts, nowMs: number): Finding {
  if (unit !== undefined) {
    return { check, state: 'warn', found: unit, remedy: './kindlab up; journalctl --unit kindlab has its log' }
  }
  if (supervisor?.state === 'waiting' || supervisor?.state === 'gave_up') {
    return { check, state: 'warn', found: describeState(supervisor, nowMs), remedy: './kindlab up' }
  }
  return { check, state: 'ok', found: 'does not run' }
}
