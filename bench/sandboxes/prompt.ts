import { endpointPath } from '#protocol/api.ts'
import { TicketView } from '#protocol/views.ts'
import type { HttpClient } from '#server/testing/http-client.ts'
import { PROMPT } from '../terminal/measured-terminal.ts'
import { ProductWire } from '../terminal/product-wire.ts'

const SIZE = { cols: 80, rows: 24 }

/** Opens the first terminal of a ready lab, as its page does: a ticket, the socket, a shell. Resolves at its prompt. */
export async function openPrompt(client: HttpClient, labId: string): Promise<ProductWire> {
  const { ticket } = TicketView.parse((await client.post(endpointPath('ticket.create', { id: labId }))).json)
  const { origin, cookieHeader: cookie } = client
  const wire = await ProductWire.open({ address: origin, origin, ticket, cookie, terminal: 1, ...SIZE })
  await wire.output.until('a prompt', () => PROMPT.test(wire.output.tail))
  return wire
}
