import process from 'node:process'
import type { Command } from 'commander'
import { gatherFacts } from '#scripts/doctor/gather-facts.ts'
import { formatFindings } from '#scripts/doctor/format-findings.ts'
import { diagnose } from '#scripts/doctor/diagnose.ts'
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
    .description('check this machine for everything that Kindlab needs; exit code 1 if labs cannot start')
    .option('--json', 'print JSON')
    .addOption(portOption().env('KINDLAB_PORT'))
    .addOption(hostOption().env('KINDLAB_HOST'))
    .action(doctor)
}

async function doctor(options: DoctorOptions): Promise<void> {
  const { machine, print } = await openContext()
  const findings = diagnose(await gatherFacts(machine, options))
  if (options.json === true) print(JSON.stringify(findings, undefined, 2))
  else for (const line of formatFindings(findings)) print(line)
  if (findings.some((finding) => finding.state === 'fail')) process.exitCode = 1
}
