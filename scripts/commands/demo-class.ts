import type { Command } from 'commander'
import { sendOperatorCommand } from '#scripts/data/send-operator-command.ts'
import { openContext } from './command-context.ts'

export function addDemoClassCommand(program: Command): void {
  program
    .command('demo-class')
    .description('create a class with simulated learners, and print the link for its instructor')
    .action(async () => {
      const { machine, print } = await openContext()
      const { link = '' } = await sendOperatorCommand(machine, { kind: 'classes', id: 'demo', action: 'start' })
      print(`Open this link to become the instructor of the demo class. It works once.\n${link}\nThen open /class.`)
    })
}
