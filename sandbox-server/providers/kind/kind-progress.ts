import type { PhaseName } from '#protocol/views.ts'

/** Output of `kind create cluster` at the start of a step, and the phase that starts with it. */
const STEPS: readonly (readonly [string, PhaseName])[] = [
  ['Preparing nodes', 'nodes'],
  ['Writing configuration', 'booting'],
  ['Starting control-plane', 'api'],
  ['Joining worker nodes', 'joining'],
]

/** Returns the phase that starts with this line of kind's output. A line with a tick ends a step and starts none. */
export function phaseOfLine(line: string): PhaseName | undefined {
  if (!line.includes('•')) return undefined
  return STEPS.find(([step]) => line.includes(step))?.[1]
}

const MAX_CHARACTERS = 400

/** Extracts the error lines of kind and kubeadm from kind's output, without the stack traces after them. */
export function reasonOfFailure(lines: readonly string[]): string {
  const errors = lines.filter((line) => /^(ERROR:|error:|\s*\[ERROR )|timed out|unhealthy/.test(line))
  const reasons = errors.length > 0 ? errors : lines.slice(-1)
  return [...new Set(reasons)].join(' | ').slice(0, MAX_CHARACTERS)
}
