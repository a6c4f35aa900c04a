import { join } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { chooseLessons, loadLessons } from '#scripts/course/choose-lessons.ts'
import { testCoursePart } from '#scripts/course/test-course-part.ts'
import { ensureComposeTools } from '#scripts/setup/compose-tools.ts'
import { ensureOtherEngines } from '#scripts/setup/other-engines.ts'
import type { ServerParts } from '#scripts/setup/server-settings.ts'
import { exportSite, siteFolder } from '#scripts/setup/site-export.ts'
import { runChecks } from '#scripts/tests/run-checks.ts'
import {
  clusterSuite,
  endToEndSuite,
  engineSuite,
  hostileSuite,
  runSuite,
  unitSuite,
} from '#scripts/tests/run-suite.ts'
import { addTallies, NONE, type Tally } from '#scripts/tests/tally.ts'
import { type CommandContext, openContext } from './command-context.ts'
import { prepareProduct } from './prepare-product.ts'
import { nodeImageOption } from './shared-options.ts'

interface TestOptions {
  unit?: boolean
  e2e?: boolean
  engines?: boolean
  hostile?: boolean
  yes?: boolean
  nodeImage?: string
}

export function addTestCommand(program: Command): void {
  program
    .command('test')
    .description(
      'run all checks and tests: format, lint, types, unit tests, the course, and a browser with real clusters',
    )
    .argument('[playwright...]', 'arguments for the end-to-end tests, for example a file name')
    .option('--unit', 'run only the tests that need neither Docker nor a browser')
    .option('--e2e', 'run only the end-to-end tests')
    .option('--hostile', 'run only the corpus of hostile output and answers, on a quiet machine')
    .option('--engines', 'run only the main path in Firefox and WebKit')
    .option('--yes', 'install missing packages without asking')
    .addOption(nodeImageOption())
    .action(test)
}

async function test(playwrightArgs: readonly string[], options: TestOptions): Promise<void> {
  const context = await openContext({ isYes: options.yes })
  const isEverything = options.unit !== true && options.e2e !== true
  const tallies =
    options.engines === true
      ? [await testEngines(context)]
      : options.hostile === true
        ? [await runSuite(context.machine, context.reporter, hostileSuite())]
        : await runSuites(context, { isEverything, ...options }, playwrightArgs)
  const { passed, failed, skipped, failures, unstable } = addTallies(tallies)
  if (skipped > 0) context.print(`${skipped} skipped; a skipped test counts as failed`)
  // The suites run side by side, so the report of a failure can be far above.
  for (const failure of failures) context.print(`✗ ${failure}`)
  for (const failure of unstable) context.print(`! unstable, passed in a second run: ${failure}`)
  context.print(`${passed} passed, ${failed + skipped} failed`)
  if (failed + skipped > 0) process.exitCode = 1
}

async function runSuites(
  context: CommandContext,
  { isEverything, unit, e2e, nodeImage }: TestOptions & { isEverything: boolean },
  playwrightArgs: readonly string[],
): Promise<Tally[]> {
  if (!isEverything && e2e !== true) return testCode(context)
  const product = await prepareProduct(context, nodeImage)
  const testInBrowser = () =>
    runSuite(context.machine, context.reporter, endToEndSuite(playwrightArgs, product.settings))
  if (!isEverything) return [...(unit === true ? await testCode(context) : []), await testInBrowser()]
  await context.reporter.step('Compose', (progress) => ensureComposeTools(context.machine, progress))
  return sideBySide([
    async () => [await runSuite(context.machine, context.reporter, clusterSuite(product.settings))],
    // The cluster tests mostly wait, so the processors are free for the others.
    async () => [...(await testCode(context)), await testCourse(context, product.parts), await testInBrowser()],
  ])
}

/** Needs neither Docker nor Chromium: the shells are those of this machine. */
async function testEngines({ machine, reporter }: CommandContext): Promise<Tally> {
  await reporter.step('Firefox and WebKit', (progress) => ensureOtherEngines(machine, progress))
  await reporter.step('Site', (progress) => exportSite(machine, progress))
  return runSuite(machine, reporter, engineSuite({ KINDLAB_SITE: siteFolder(machine) }))
}

/** Runs all lanes to their end, also when one of them fails. */
async function sideBySide(lanes: readonly (() => Promise<Tally[]>)[]): Promise<Tally[]> {
  const results = await Promise.allSettled(lanes.map((lane) => lane()))
  return results.flatMap((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

async function testCode({ machine, reporter, print }: CommandContext): Promise<Tally[]> {
  const failures = await runChecks(machine, reporter, print)
  return [{ ...NONE, failed: failures.length, failures }, await runSuite(machine, reporter, unitSuite())]
}

/** Each proved step counts as a test. */
async function testCourse(context: CommandContext, parts: ServerParts): Promise<Tally> {
  const lessons = chooseLessons(await loadLessons(join(context.machine.checkout, 'content')), [])
  const proofs = await testCoursePart(context, lessons, parts)
  const failures = proofs
    .filter(({ findings }) => findings.length > 0)
    .map(({ lesson, step, findings }) => `course ${lesson}: ${step}: ${findings.join('; ')}`)
  return { ...NONE, passed: proofs.length - failures.length, failed: failures.length, failures }
}
