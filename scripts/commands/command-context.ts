import process from 'node:process'
import { confirm, isCancel } from '@clack/prompts'
import { readEnvironment } from '#scripts/environment.ts'
import { describeMachine, type Machine } from '#scripts/setup/machine.ts'
import { StepReporter } from '#scripts/setup/step-reporter.ts'

/** The machine and the output that every command uses. */
export interface CommandContext {
  machine: Machine
  reporter: StepReporter
  print: (line: string) => void
}

export async function openContext(options: { isYes?: boolean | undefined } = {}): Promise<CommandContext> {
  const environment = readEnvironment()
  const isAsking = environment.isInteractive && options.isYes !== true
  const reporter = new StepReporter({
    write: (text) => process.stdout.write(text),
    isTerminal: process.stdout.isTTY,
    columns: process.stdout.columns || 80,
    nowMs: () => performance.now(),
    confirm: (question) => (isAsking ? ask(question) : Promise.resolve(true)),
  })
  return { machine: await describeMachine(environment), reporter, print }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function ask(message: string): Promise<boolean> {
  const answer = await confirm({ message })
  return !isCancel(answer) && answer
}
