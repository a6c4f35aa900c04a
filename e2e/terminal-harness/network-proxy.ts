/** A proxy between browser and server that can cut or silence the connection. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { ownOrigin } from '../own-origins.ts'

export interface NetworkProxy extends AsyncDisposable {
  /** Origin for the browser, as `http://host:port`. */
  readonly origin: string
  forwardTo(port: number): void
  /** Resets every connection and refuses new ones. */
  cut(): void
  /** Drops all data and keeps connections open, like a network that fails without a reset. */
  silence(): void
  restore(): void
}

type State = 'open' | 'cut' | 'silent'

export async function openNetworkProxy(): Promise<NetworkProxy> {
  const sockets = new Set<Socket>()
  let state: State = 'open'
  let target = 0
  const proxy = createServer((client) => {
    if (state === 'cut') {
      client.destroy()
      return
    }
    const server = connect({ port: target, host: '127.0.0.1' })
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => undefined)
    }
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
    client.on('data', (bytes) => state === 'open' && server.write(bytes))
    server.on('data', (bytes) => state === 'open' && client.write(bytes))
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const reset = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    origin: ownOrigin(`http://127.0.0.1:${portOf(proxy.address())}`),
    forwardTo: (port) => (target = port),
    cut: () => {
      state = 'cut'
      reset()
    },
    silence: () => (state = 'silent'),
    restore: () => (state = 'open'),
    [Symbol.asyncDispose]: async () => {
      const closed = once(proxy, 'close')
      proxy.close()
      reset()
      await closed
    },
  }
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return address.port
}
