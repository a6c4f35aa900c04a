import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { ErrorBody } from '#protocol/views.ts'
import * as z from 'zod'
import type { Machine } from '#scripts/setup/machine.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import { operatorSocketPath } from '#server/operator-socket.ts'
import { dataFolderOf } from './data-folder.ts'

const Refusal = z.object({ error: ErrorBody })

/** `link`: an address that the operator gives to a person. */
const Answer = z.object({ link: z.optional(z.string()) })
type Answer = z.infer<typeof Answer>

export interface OperatorCommand {
  kind: 'labs' | 'learners' | 'users' | 'classes'
  id: string
  action: string
}

/** Sends a command to the running server of this data folder. @throws SetupError when it refuses, or does not run */
export async function sendOperatorCommand(machine: Machine, { kind, id, action }: OperatorCommand): Promise<Answer> {
  const socketPath = operatorSocketPath(dataFolderOf(machine))
  const sent = request({ socketPath, method: 'POST', path: `/${kind}/${encodeURIComponent(id)}/${action}` })
  sent.end()
  const [response] = await once(sent, 'response').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SetupError(`No server answers at ${socketPath}: ${reason}`, { remedy: './kindlab up' })
  })
  const body = await text(response)
  if (response.statusCode === 200) return Answer.parse(JSON.parse(body))
  const { message, detail } = Refusal.parse(JSON.parse(body)).error
  throw new SetupError(detail === undefined ? message : `${message} (${detail})`, { remedy: `./kindlab ${kind}` })
}
