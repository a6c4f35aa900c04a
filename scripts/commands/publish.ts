import { join } from 'node:path'
import type { Command } from 'commander'
import { lintCourse } from '#course/lint/lint-course.ts'
import { formatProblem } from '#course/problem.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { describeChange, readVersion } from '#scripts/setup/publish-version.ts'
import { findRecordedServer } from '#scripts/setup/server-record.ts'
import { publicUrl } from '#scripts/setup/server-settings.ts'
import { EXIT, SetupError } from '#scripts/setup/setup-error.ts'
import { exportSite, siteFolder } from '#scripts/setup/site-export.ts'
import type { Outcome } from '#scripts/setup/step-reporter.ts'
import { openContext } from './command-context.ts'

export function addPublishCommand(program: Command): void {
  program
    .command('publish')
    .description('lint the course and show it in place of the one before; labs and terminals go on')
    .action(publish)
}

async function publish(): Promise<void> {
  const { machine, reporter, print } = await openContext()
  await reporter.step('Course', () => requireCleanCourse(machine))
  const before = await readVersion(siteFolder(machine))
  await reporter.step('Site', (progress) => exportSite(machine, progress))
  const after = await readVersion(siteFolder(machine))
  if (after === undefined) {
    throw new SetupError('The new export has no version', { remedy: 'the same command', exitCode: EXIT.software })
  }
  print(`Published ${after.version}: ${describeChange(before, after)}`)
  const server = await findRecordedServer(machine)
  print(server === undefined ? 'No server runs; ./kindlab up starts one' : publicUrl(machine, server))
}

async function requireCleanCourse(machine: Machine): Promise<Outcome<void>> {
  const { lessonCount, problems } = await lintCourse(join(machine.checkout, 'content'))
  if (problems.length === 0)
    return { value: undefined, text: `${lessonCount} lesson(s), nothing to mend`, mark: 'done' }
  const lines = problems.map((problem) => formatProblem({ ...problem, file: join('content', problem.file) }))
  throw new SetupError('Nothing is published: the course has problems', {
    remedy: './kindlab course lint',
    lines,
    exitCode: 1,
  })
}
