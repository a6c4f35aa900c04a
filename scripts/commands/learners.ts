import { type Command, Option } from 'commander'
import { openDataToRead } from '#scripts/data/data-folder.ts'
import { sendOperatorCommand } from '#scripts/data/send-operator-command.ts'
import { openContext } from './command-context.ts'

const ACTIONS = [
  { action: 'block', text: 'end the lab of a learner and refuse all requests of the learner', done: 'is blocked' },
  { action: 'unblock', text: 'accept requests of a blocked learner again', done: 'is not blocked' },
  { action: 'remove', text: 'remove a learner without a lab, with all results', done: 'is removed' },
] as const

export function addLearnersCommands(program: Command): void {
  const learners = program.command('learners').description('list, block or remove learners')
  learners.command('list').description('list all learners, the newest first').action(list)
  learners
    .command('role')
    .description('change the role of a person with an account, and sign the person out')
    .argument('<id>', 'id of the person, as in `learners list`')
    .addOption(
      new Option('--role <role>', 'role on this site')
        .choices(['learner', 'instructor', 'admin'])
        .makeOptionMandatory(),
    )
    .action(async (id: string, { role }: { role: string }) => {
      const { machine, print } = await openContext()
      await sendOperatorCommand(machine, { kind: 'learners', id, action: `make-${role}` })
      print(`The person ${id} has the role ${role}.`)
    })
  for (const { action, text, done } of ACTIONS) {
    learners
      .command(action)
      .description(text)
      .argument('<id>', 'id of the learner, as in `learners list`')
      .action(async (id: string) => {
        const { machine, print } = await openContext()
        await sendOperatorCommand(machine, { kind: 'learners', id, action })
        print(`The learner ${id} ${done}.`)
      })
  }
}

async function list(): Promise<void> {
  const { machine, print } = await openContext()
  using store = openDataToRead(machine)
  for (const { id, displayName = 'no name', createdAt, isBlocked } of await store.learners.findAll()) {
    print([id, new Date(createdAt).toISOString(), isBlocked ? 'blocked' : 'active ', displayName].join('  '))
  }
}
