/** A proxy in front of Docker's socket. Cutting it looks like a stopped Docker to one server, while Docker runs on for others. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface DockerProxy extends AsyncDisposable {
  /** Value for `DOCKER_HOST`. */
  readonly dockerHost: string
  /** Cuts every connection and refuses new ones. */
  cut(): Promise<void>
  restore(): Promise<void>
}

export async function startDockerProxy(): Promise<DockerProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'kindlab-proxy-'))
  const path = join(folder, 'docker.sock')
  const sockets = new Set<Socket>()
  let server: Server | undefined

  const restore = async () => {
    server = createServer({ allowHalfOpen: true }, (client) => {
      const engine = connect({ path: '/var/run/docker.sock', allowHalfOpen: true })
      for (const socket of [client, engine]) {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
        socket.on('error', () => {
          client.destroy()
          engine.destroy()
        })
      }
      client.pipe(engine)
      engine.pipe(client)
    }).listen(path)
    await once(server, 'listening')
  }
  const cut = async () => {
    const closing = server
    server = undefined
    if (closing === undefined) return
    const closed = once(closing, 'close')
    closing.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }

  await restore()
  return {
    dockerHost: `unix://${path}`,
    restore,
    cut,
    [Symbol.asyncDispose]: async () => {
      await cut()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
