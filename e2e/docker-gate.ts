/** A socket in front of Docker's that can be shut and opened: "Docker stopped", for one server, without stopping Docker for everybody. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface DockerGate extends AsyncDisposable {
  /** Value for `DOCKER_HOST`. */
  readonly dockerHost: string
  /** Cuts every connection and refuses new ones. */
  shut(): Promise<void>
  open(): Promise<void>
}

export async function startDockerGate(): Promise<DockerGate> {
  const folder = await mkdtemp(join(tmpdir(), 'kindlab-gate-'))
  const path = join(folder, 'docker.sock')
  const sockets = new Set<Socket>()
  let server: Server | undefined

  const open = async () => {
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
  const shut = async () => {
    const closing = server
    server = undefined
    if (closing === undefined) return
    const closed = once(closing, 'close')
    closing.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }

  await open()
  return {
    dockerHost: `unix://${path}`,
    open,
    shut,
    [Symbol.asyncDispose]: async () => {
      await shut()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
