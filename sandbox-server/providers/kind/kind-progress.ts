import type { PhaseName } from '#protocol/views.ts'

/** What `kind create cluster` prints as it begins a step, and the phase that begins with it. */
const STEPS: readonly (readonly [string, PhaseName])[] = [
  ['Preparing nodes', 'nodes'],
  ['Writing configuration', 'booting'],
  ['Starting control-plane', 'api'],
  ['Joining worker nodes', 'joining'],
]

/** The phase that a line of kind's progress begins. A line with a tick ends a step and begins nothing. */
export function phaseOfLine(line: string): PhaseName | undefined {
  if (!line.includes('•')) return undefined
  return STEPS.find(([step]) => line.includes(step))?.[1]
}

const KEPT_CHARACTERS = 400

/** What of kind's output tells why it failed: its own and kubeadm's error lines, not the stack traces after them. */
export function reasonOfFailure(lines: readonly string[]): string {
  const errors = lines.filter((line) => /^(ERROR:|error:|\s*\[ERROR )|timed out|unhealthy/.test(line))
  const telling = errors.length > 0 ? errors : lines.slice(-1)
  return [...new Set(telling)].join(' | ').slice(0, KEPT_CHARACTERS)
}
