/** The operator's commands to the running server, on a Unix socket in the data folder that only its owner can open. */
import { once } from 'node:events'
import { chmod, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { Role } from '#protocol/people.ts'
import { startDemoClass } from './demo-class.ts'
import { Accounts } from './http/accounts.ts'
import { errorReply, pathOf, sendReply } from './http/reply.ts'
import type { Labs } from './labs/labs.ts'
import type { LabWorld } from './labs/lab-world.ts'
import { runUserCommand } from './operator-users.ts'
import { removePerson } from './remove-person.ts'

export interface OperatorParts {
  dataFolder: string
  labs: Labs
  /** Address of the site, for links. */
  origin: string
  world: Pick<LabWorld, 'store' | 'clock' | 'log' | 'newId' | 'course'>
}

export function operatorSocketPath(dataFolder: string): string {
  return join(dataFolder, 'operator.sock')
}

/** Without the socket the server works; only the operator's commands fail. */
export async function openOperatorSocket(parts: OperatorParts): Promise<{ close(): Promise<void> }> {
  const path = operatorSocketPath(parts.dataFolder)
  const server = createServer((request, response) => void answer(parts, request, response))
  try {
    // The lock of the data folder excludes a second server, so this file is of a server that has ended.
    await rm(path, { force: true })
    server.listen(path)
    await once(server, 'listening')
    await chmod(path, 0o600)
  } catch (error) {
    parts.world.log.warn({ err: error }, 'operator_socket.not_opened')
  }
  return {
    close: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(parts: OperatorParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const [, kind = '', id = '', action = ''] = pathOf(request).split('/')
    if (request.method !== 'POST') throw new KindlabError('not_found')
    const body = await run(parts, `${kind} ${action}`, decodeURIComponent(id))
    sendReply(response, { status: 200, body })
  } catch (error) {
    if (!(error instanceof KindlabError)) parts.world.log.error({ err: error }, 'operator_command.failed')
    sendReply(response, errorReply(error))
  }
}

async function run(parts: OperatorParts, command: string, id: string): Promise<{ link?: string }> {
  const { labs, world, origin } = parts
  let printed = {}
  const now = world.clock.wallNow()
  if (command === 'labs end') {
    const live = labs.find(id)
    if (live === undefined) throw new KindlabError('lab.not_found')
    await labs.end(live, 'operator')
  } else if (command === 'learners block') {
    await requireLearner(parts, id, now)
    await world.store.sessions.suspendByLearner(id)
    const live = labs.ofLearner(id)
    if (live !== undefined) await labs.end(live, 'operator')
  } else if (command === 'learners unblock') {
    await requireLearner(parts, id, undefined)
  } else if (command === 'learners remove') {
    await requireKnown(parts, id)
    await removePerson({ store: world.store, labs }, id)
  } else if (command.startsWith('learners make-')) {
    await setRole(parts, id, command.slice('learners make-'.length))
  } else if (command === 'classes start') {
    const { id: instructorId } = await world.store.learners.add(world.newId(), now)
    await world.store.learners.rename(instructorId, 'Demo instructor')
    await world.store.learners.setRole(instructorId, 'instructor')
    await startDemoClass(world, instructorId)
    const invite = { purpose: 'person', learnerId: instructorId, uses: 1, endsAt: now + 86_400_000 } as const
    printed = { link: `${origin}/invite/${await world.store.invites.add(invite, now)}` }
  } else if (command.startsWith('users ')) {
    const { link } = await runUserCommand(accountsOf(parts, now), command.slice('users '.length), id)
    if (link !== undefined) printed = { link: origin + link }
  } else throw new KindlabError('not_found')
  world.log.info({ command, subject: id }, 'operator.acted')
  const event = `operator.${command.replace(' ', '_')}`
  // An entry with the id would name the removed person.
  await world.store.audit.add(command === 'learners remove' ? { event } : { event, subject: id }, now)
  return printed
}

function accountsOf({ world: { store, newId } }: OperatorParts, now: number): Accounts {
  return new Accounts({ store, newId, wallNow: () => now })
}

/** For people without a login of this site: a proxy or a provider signs them in. */
async function setRole(parts: OperatorParts, id: string, name: string): Promise<void> {
  const { store, clock } = parts.world
  const role = Role.safeParse(name)
  const learner = await store.learners.find(id)
  const accounts = accountsOf(parts, clock.wallNow())
  if (!role.success || learner === undefined || !(await accounts.isAccount(learner))) {
    throw new KindlabError('not_found', { detail: 'there is no person with an account and this id' })
  }
  await accounts.setRole(learner, role.data)
}

async function requireKnown({ world }: OperatorParts, id: string): Promise<void> {
  if ((await world.store.learners.find(id)) === undefined) {
    throw new KindlabError('not_found', { detail: 'there is no learner with this id' })
  }
}

async function requireLearner({ world }: OperatorParts, id: string, blockedAt: number | undefined): Promise<void> {
  if (!(await world.store.learners.block(id, blockedAt))) {
    throw new KindlabError('not_found', { detail: 'there is no learner with this id' })
  }
}
