import process from 'node:process'
import { type Command, Argument } from 'commander'
import { openContext } from './command-context.ts'
import { prepareProduct } from './prepare-product.ts'
import { nodeImageOption } from './shared-options.ts'

/** Each is a program `bench/<name>/main.ts` that writes its section of docs/benchmarks.md. */
const BENCHES = ['classroom', 'sandboxes', 'site', 'terminal'] as const

/** Four times as long as the slowest benchmark takes. */
const DEADLINE_MS = 3_600_000

interface BenchOptions {
  yes?: boolean
  nodeImage?: string
}

export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .description('measure the running product and write a section of docs/benchmarks.md')
    .addArgument(new Argument('<what>', 'the benchmark').choices(BENCHES))
    .argument('[options...]', 'options of the benchmark after --, for example -- --quick')
    .option('--yes', 'install missing packages without asking')
    .addOption(nodeImageOption())
    .action(bench)
}

async function bench(what: string, args: readonly string[], options: BenchOptions): Promise<void> {
  const context = await openContext({ isYes: options.yes })
  const { settings } = await prepareProduct(context, options.nodeImage)
  const { exitCode } = await context.machine.run(['node', `bench/${what}/main.ts`, ...args], {
    env: settings,
    onLine: context.print,
    timeoutMs: DEADLINE_MS,
  })
  // The benchmark writes tables without alignment, which `npm run check` refuses.
  if (exitCode === 0) await context.machine.run(['npx', 'oxfmt', 'docs/benchmarks.md'])
  process.exitCode = exitCode
}
