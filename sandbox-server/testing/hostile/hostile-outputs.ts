import { countOutputs, parameterOutputs } from './count-outputs.ts'
import type { HostileOutput } from './hostile-output.ts'
import { longOutputs } from './large-outputs.ts'
import { randomOutputs } from './random-outputs.ts'
import { forgedOutputs, stringOutputs } from './string-outputs.ts'
import { characterOutputs, queryOutputs, screenOutputs } from './text-outputs.ts'

export const OUTPUT_GROUPS = [
  'counts',
  'parameters',
  'strings',
  'forged marks',
  'characters',
  'screens',
  'queries',
  'mixtures',
  'megabytes',
] as const
export type OutputGroup = (typeof OUTPUT_GROUPS)[number]

/** The corpus, in groups. `nonce`: of the shell that prints it. */
export function hostileOutputs(nonce: string): ReadonlyMap<OutputGroup, readonly HostileOutput[]> {
  return new Map<OutputGroup, readonly HostileOutput[]>([
    ['counts', countOutputs()],
    ['parameters', parameterOutputs()],
    ['strings', stringOutputs()],
    ['forged marks', forgedOutputs(nonce)],
    ['characters', characterOutputs()],
    ['screens', screenOutputs()],
    ['queries', queryOutputs()],
    ['mixtures', randomOutputs()],
    ['megabytes', longOutputs()],
  ])
}
