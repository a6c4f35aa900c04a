import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP proxy between page and server that cuts connections after a given number of bytes, also inside a frame. */
export class FakeNetwork implements AsyncDisposable {
  /** Number of bytes, in both directions together, after which new connections are cut. */
  cutAfterBytes = Number.POSITIVE_INFINITY
  cuts = 0
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(targetPort: number) {
    this.#server = createServer((near) => this.#join(near, connect(targetPort, '127.0.0.1')))
  }

  static async start(targetPort: number): Promise<FakeNetwork> {
    const network = new FakeNetwork(targetPort)
    network.#server.listen(0, '127.0.0.1')
    await once(network.#server, 'listening')
    return network
  }

  get port(): number {
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #join(near: Socket, far: Socket): void {
    let left = this.cutAfterBytes
    const cut = (): void => {
      near.destroy()
      far.destroy()
    }
    const forward = (bytes: Buffer, to: Socket): void => {
      if (left <= 0) return
      to.write(bytes.subarray(0, left))
      left -= bytes.byteLength
      if (left > 0) return
      this.cuts += 1
      // The forwarded bytes still arrive, then both sides see the cut.
      setImmediate(cut)
    }
    for (const socket of [near, far]) {
      this.#sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', cut)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        cut()
      })
    }
    near.on('data', (bytes) => forward(bytes, far))
    far.on('data', (bytes) => forward(bytes, near))
  }
}
