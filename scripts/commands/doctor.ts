import process from 'node:process'
import type { Command } from 'commander'
import { gatherFacts } from '#scripts/doctor/facts.ts'
import { formatVerdicts } from '#scripts/doctor/format-verdicts.ts'
import { judge } from '#scripts/doctor/verdicts.ts'
import { hostOption, portOption } from './shared-options.ts'
import { openContext } from './command-context.ts'

interface DoctorOptions {
  json?: boolean
  host: string
  port: number
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('look at everything that Kindlab needs of this machine; ends with 1 if something must be mended')
    .option('--json', 'for programs')
    .addOption(portOption().env('KINDLAB_PORT'))
    .addOption(hostOption().env('KINDLAB_HOST'))
    .action(doctor)
}

async function doctor(options: DoctorOptions): Promise<void> {
  const { machine, print } = await openContext()
  const verdicts = judge(await gatherFacts(machine, options))
  if (options.json === true) print(JSON.stringify(verdicts, undefined, 2))
  else for (const line of formatVerdicts(verdicts)) print(line)
  if (verdicts.some((verdict) => verdict.state === 'fail')) process.exitCode = 1
}
