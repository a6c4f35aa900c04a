import { once } from 'node:events'
import { pino } from 'pino'
import { WebSocketServer } from 'ws'
import { LIMITS } from '#protocol/limits.ts'
import { FakeProvider } from '#server/providers/fake/fake-provider.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { inlineAnswers } from '#server/cluster-view/cluster-answers.ts'
import { inlineMirrors } from '../mirror/inline-mirrors.ts'
import { createTerminalServer, type TerminalServer } from '../terminal-server.ts'
import { FakeLab } from './fake-lab.ts'
import { FakePage, type FakePageOptions } from './fake-page.ts'

/** A terminal server behind a real WebSocket on loopback. The path of the URL is the lab's id. */
export class FakeSite implements AsyncDisposable {
  terminals: TerminalServer
  readonly labs = new Map<string, FakeLab>()
  readonly #sockets: WebSocketServer
  readonly #log = pino({ level: 'silent' })

  private constructor(sockets: WebSocketServer) {
    this.#sockets = sockets
    this.terminals = createTerminalServer({ log: this.#log, mirrors: inlineMirrors(), answers: inlineAnswers })
    sockets.on('connection', (socket, request) => {
      const lab = this.labs.get(request.url?.slice(1) ?? '')
      if (lab === undefined) socket.close()
      else this.terminals.serve(socket, lab)
    })
  }

  static async start(): Promise<FakeSite> {
    const sockets = new WebSocketServer({
      port: 0,
      host: '127.0.0.1',
      maxPayload: LIMITS.maxFrameBytes,
      maxFragments: 16,
      maxBufferedChunks: 256,
      perMessageDeflate: false,
    })
    await once(sockets, 'listening')
    return new FakeSite(sockets)
  }

  get port(): number {
    const address = this.#sockets.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  addLab(sandbox: Sandbox | undefined, labId = 'lab-1'): FakeLab {
    const lab = new FakeLab(sandbox, labId)
    this.labs.set(labId, lab)
    return lab
  }

  async page(options: Partial<FakePageOptions> & { labId?: string } = {}): Promise<FakePage> {
    return new FakePage({ url: `ws://127.0.0.1:${this.port}/${options.labId ?? 'lab-1'}`, ...options }).connected()
  }

  /** Simulates a restart of the process: all state in memory is lost. */
  async restart(): Promise<void> {
    await this.terminals.close()
    this.terminals = createTerminalServer({ log: this.#log, mirrors: inlineMirrors(), answers: inlineAnswers })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.terminals.close()
    for (const socket of this.#sockets.clients) socket.terminate()
    await new Promise((resolve) => this.#sockets.close(resolve))
  }
}

export async function makeFakeSandbox(
  nodeCount: 1 | 2 = 2,
  provider = new FakeProvider(),
): ReturnType<FakeProvider['create']> {
  const spec = { id: '0123456789abcdef', nodeCount, labId: 'lab-1', generation: 1 } as const
  return provider.create(spec, { signal: new AbortController().signal, onPhase: () => undefined })
}
