import { once } from 'node:events'
import { WebSocket } from 'ws'
import * as z from 'zod'

const Answer = z.object({
  id: z.number().nullish(),
  result: z.unknown().optional(),
  error: z.string().optional(),
  message: z.string().optional(),
})

/** Commands of WebDriver BiDi, and their answers. */
export class BidiConnection {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (answer: z.infer<typeof Answer>) => void>()
  #nextId = 1

  static async open(url: string): Promise<BidiConnection> {
    const socket = new WebSocket(url)
    await once(socket, 'open')
    return new BidiConnection(socket)
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => {
      const answer = Answer.parse(JSON.parse(Buffer.isBuffer(data) ? data.toString() : '{}'))
      // Events have no id.
      this.#waiting.get(answer.id ?? 0)?.(answer)
    })
  }

  async send(method: string, params: object): Promise<unknown> {
    const id = this.#nextId++
    const answered = new Promise<z.infer<typeof Answer>>((resolve) => this.#waiting.set(id, resolve))
    this.#socket.send(JSON.stringify({ id, method, params }))
    const { result, error, message } = await answered
    this.#waiting.delete(id)
    if (error !== undefined) throw new Error(`${method}: ${error}: ${message}`)
    return result
  }

  close(): void {
    this.#socket.close()
  }
}
