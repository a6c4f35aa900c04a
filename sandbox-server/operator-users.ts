/** The operator's commands about accounts. Only they make admins: no page of the site can. */
import { KindlabError } from '#protocol/kindlab-error.ts'
import { Role } from '#protocol/people.ts'
import type { Accounts } from './http/accounts.ts'
import { readDisplayName } from './http/display-name.ts'

/** Returns what the command prints: the path of a link with which the person sets a password. */
export async function runUserCommand(accounts: Accounts, action: string, login: string): Promise<{ link?: string }> {
  const [verb = '', roleName] = action.split('-')
  const role = Role.safeParse(roleName)
  if (verb === 'add' && role.success) {
    const learner = await accounts.add(login, readDisplayName(login) ?? login, role.data)
    return { link: `/invite/${await accounts.passwordCode(learner)}` }
  }
  if (verb === 'make' && role.success) {
    await accounts.setRole(await accounts.find(login), role.data)
    return {}
  }
  if (action === 'password') return { link: `/invite/${await accounts.passwordCode(await accounts.find(login))}` }
  throw new KindlabError('not_found')
}
