import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

export interface Listeners extends AsyncDisposable {
  port: number
  /** Senders of all connections and packets so far. */
  received(): string[]
}

/** Opens a TCP and a UDP service on the same port, on all addresses of the host. */
export async function openListeners(): Promise<Listeners> {
  const received: string[] = []
  const server = createServer((socket) => {
    received.push(`tcp from ${socket.remoteAddress}`)
    socket.destroy()
  })
  server.listen(0, '::')
  await once(server, 'listening')
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const udp = createSocket({ type: 'udp6', ipv6Only: false })
  udp.on('message', (_message, { address }) => received.push(`udp from ${address}`))
  udp.bind(port, '::')
  await once(udp, 'listening')
  return {
    port,
    received: () => received,
    async [Symbol.asyncDispose]() {
      server.close()
      udp.close()
      await once(udp, 'close')
    },
  }
}
