import type { Machine } from '#scripts/setup/machine.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import type { StepReporter } from '#scripts/setup/step-reporter.ts'

/** The npm scripts of static checks. */
const CHECKS = ['format:check', 'lint', 'types', 'course:lint'] as const

/** Runs every check, also after a failure. Returns the names of the failed ones. */
export async function runChecks(
  machine: Machine,
  reporter: StepReporter,
  print: (line: string) => void,
): Promise<string[]> {
  const failures: string[] = []
  for (const name of CHECKS) {
    const isGood = await runCheck(machine, reporter, { name, print })
    if (!isGood) failures.push(`npm run ${name}`)
  }
  return failures
}

async function runCheck(
  machine: Machine,
  reporter: StepReporter,
  { name, print }: { name: string; print: (line: string) => void },
): Promise<boolean> {
  try {
    await reporter.step(`npm run ${name}`, async (progress) => {
      const result = await machine.run(['npm', 'run', '--silent', name], { onLine: progress.line })
      if (result.exitCode !== 0) throw new SetupError(name, { remedy: `npm run ${name}`, result })
      return { value: undefined, text: '', mark: 'done' }
    })
    return true
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    for (const line of error.lines) print(`  | ${line}`)
    print(`  Try: ${error.remedy}`)
    return false
  }
}
