import { type Command, Option } from 'commander'
import { sendOperatorCommand } from '#scripts/data/send-operator-command.ts'
import { openContext } from './command-context.ts'

const ROLES = ['learner', 'instructor', 'admin']

export function addUsersCommands(program: Command): void {
  const users = program.command('users').description('add people with an account, and set their roles')
  users
    .command('create-admin')
    .description('add an admin and print the link with which the admin sets a password')
    .argument('<login>', 'name to sign in with')
    .action((login: string) => send(login, 'add-admin'))
  users
    .command('add')
    .description('add a person and print the link with which the person sets a password')
    .argument('<login>', 'name to sign in with')
    .addOption(roleOption())
    .action((login: string, { role }: { role: string }) => send(login, `add-${role}`))
  users
    .command('role')
    .description('change the role of a person, and sign the person out')
    .argument('<login>', 'name to sign in with')
    .addOption(roleOption())
    .action((login: string, { role }: { role: string }) => send(login, `make-${role}`))
  users
    .command('password')
    .description('print a new link with which the person sets a password')
    .argument('<login>', 'name to sign in with')
    .action((login: string) => send(login, 'password'))
}

function roleOption(): Option {
  return new Option('--role <role>', 'role on this site').choices(ROLES).default('learner')
}

async function send(login: string, action: string): Promise<void> {
  const { machine, print } = await openContext()
  const { link } = await sendOperatorCommand(machine, { kind: 'users', id: login, action })
  print(link === undefined ? `${login}: done.` : `${login}: open this link within 24 hours. It works once.\n${link}`)
}
