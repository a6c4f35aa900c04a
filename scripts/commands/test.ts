import { join } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { chooseLessons, loadLessons } from '#scripts/course-lessons.ts'
import { testCoursePart } from '#scripts/course-part.ts'
import type { ServerParts } from '#scripts/setup/server-settings.ts'
import { runChecks } from '#scripts/tests/run-checks.ts'
import { clusterSuite, endToEndSuite, runSuite, unitSuite } from '#scripts/tests/run-suite.ts'
import { addTallies, type Tally } from '#scripts/tests/tally.ts'
import { type CommandContext, openContext } from './command-context.ts'
import { prepareProduct } from './prepare-product.ts'
import { nodeImageOption } from './shared-options.ts'

interface TestOptions {
  unit?: boolean
  e2e?: boolean
  yes?: boolean
  nodeImage?: string
}

export function addTestCommand(program: Command): void {
  program
    .command('test')
    .description('prove everything: the checks of the code, unit tests, and a real browser against a real cluster')
    .argument('[playwright...]', 'for the end-to-end tests, for example the name of a file')
    .option('--unit', 'only what needs neither Docker nor a browser')
    .option('--e2e', 'only the end-to-end tests')
    .option('--yes', 'install what is missing without asking')
    .addOption(nodeImageOption())
    .action(test)
}

async function test(playwrightArgs: readonly string[], options: TestOptions): Promise<void> {
  const context = await openContext({ isYes: options.yes })
  const isEverything = options.unit !== true && options.e2e !== true
  const tallies = await runSuites(context, { isEverything, ...options }, playwrightArgs)
  const { passed, failed, skipped } = addTallies(tallies)
  if (skipped > 0) context.print(`${skipped} skipped: a test that did not run proves nothing, so it counts as failed`)
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
  return sideBySide([
    async () => [await runSuite(context.machine, context.reporter, clusterSuite(product.settings))],
    // The cluster tests mostly wait, and leave the processors to the others.
    async () => [...(await testCode(context)), await testCourse(context, product.parts), await testInBrowser()],
  ])
}

/** What the one finds out is not lost when another one fails. */
async function sideBySide(lanes: readonly (() => Promise<Tally[]>)[]): Promise<Tally[]> {
  const results = await Promise.allSettled(lanes.map((lane) => lane()))
  return results.flatMap((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

async function testCode({ machine, reporter, print }: CommandContext): Promise<Tally[]> {
  const failures = await runChecks(machine, reporter, print)
  return [{ passed: 0, failed: failures, skipped: 0 }, await runSuite(machine, reporter, unitSuite())]
}

/** Each step that is proved counts like a test. */
async function testCourse(context: CommandContext, parts: ServerParts): Promise<Tally> {
  const lessons = chooseLessons(await loadLessons(join(context.machine.checkout, 'content')), [])
  const proofs = await testCoursePart(context, lessons, parts)
  const failed = proofs.filter(({ findings }) => findings.length > 0).length
  return { passed: proofs.length - failed, failed, skipped: 0 }
}
