import { join } from 'node:path'
import type { Command } from 'commander'
import { lintCourse } from '#course/lint/lint-course.ts'
import { formatProblem } from '#course/problem.ts'
import { dataFolderOf } from '#scripts/data/data-folder.ts'
import { findRunningServer } from '#scripts/data/running-server.ts'
import type { Machine } from '#scripts/setup/machine.ts'
import { describeChange, readVersion } from '#scripts/setup/site-version.ts'
import { EXIT, SetupError } from '#scripts/setup/setup-error.ts'
import { exportSite, siteFolder } from '#scripts/setup/site-export.ts'
import type { Outcome } from '#scripts/setup/step-reporter.ts'
import { openContext } from './command-context.ts'

export function addPublishCommand(program: Command): void {
  program
    .command('publish')
    .description('check the course and publish it; running labs and terminals continue')
    .action(publish)
}

async function publish(): Promise<void> {
  const { machine, reporter, print } = await openContext()
  await reporter.step('Course', () => requireCleanCourse(machine))
  const before = await readVersion(siteFolder(machine))
  await reporter.step('Site', (progress) => exportSite(machine, progress))
  const after = await readVersion(siteFolder(machine))
  if (after === undefined) {
    throw new SetupError('The new export has no version', {
      remedy: 'run the same command again',
      exitCode: EXIT.software,
    })
  }
  print(`Published ${after.version}: ${describeChange(before, after)}`)
  const server = await findRunningServer(dataFolderOf(machine))
  print(server?.origin ?? 'No server runs; ./kindlab up starts one')
}

async function requireCleanCourse(machine: Machine): Promise<Outcome<void>> {
  const { lessonCount, problems } = await lintCourse(join(machine.checkout, 'content'))
  if (problems.length === 0) return { value: undefined, text: `${lessonCount} lesson(s), no problems`, mark: 'done' }
  const lines = problems.map((problem) => formatProblem({ ...problem, file: join('content', problem.file) }))
  throw new SetupError('The course has problems, so it is not published', {
    remedy: './kindlab course lint',
    lines,
    exitCode: 1,
  })
}
