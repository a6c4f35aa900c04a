import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { endpointPath } from '#protocol/api.ts'
import { SOCKET_PROTOCOL } from '#protocol/socket.ts'
import { LabView, TicketView } from '#protocol/views.ts'
import { FakePage, type PageTerminal } from '#server/terminals/testing/fake-page.ts'
import { HttpClient } from '../http-client.ts'
import type { ServerProcess } from '../server-process.ts'
import type { HostileOutput } from './hostile-output.ts'

/** Generous, because a busy machine may need it. A server that hangs needs longer. */
const WAIT_MS = 120_000
const TERMINAL = 'control-plane-1'
/** Of a snapshot: its end has the last lines. */
const SCREEN_BYTES = 65_536
const PIECE = new Uint8Array(16_384).fill(0x20)

/** A learner with a lab on a real server, at a real shell over the real socket. */
export class TestLab {
  readonly #server: ServerProcess
  readonly #client: HttpClient
  readonly labId: string
  #page: FakePage
  #words = 0

  private constructor(parts: { server: ServerProcess; client: HttpClient; labId: string; page: FakePage }) {
    this.#server = parts.server
    this.#client = parts.client
    this.labId = parts.labId
    this.#page = parts.page
  }

  static async open(server: ServerProcess): Promise<TestLab> {
    const client = new HttpClient(server.origin)
    await client.get(endpointPath('session.read'))
    const created = await client.post(endpointPath('lab.create'), { module: 'the-node', lesson: 'hands-and-feet' })
    const { id } = LabView.parse(created.json)
    const lab = new TestLab({ server, client, labId: id, page: await connect(server, client, id) })
    await lab.#page.until('the sandbox', () =>
      lab.#page.pageMessages.some((message) => message.type === 'lab' && message.lab.state === 'ready'),
    )
    await lab.#page.open(1, TERMINAL)
    await lab.#page.until('the prompt', () => lab.#terminal.hasMarkAfter(0, 'B'), WAIT_MS)
    return lab
  }

  get page(): FakePage {
    return this.#page
  }

  /** The secret in the marks of this shell. A program in the shell can learn it. */
  get nonce(): string {
    return /nonce=([0-9a-f]{32})/.exec(this.#terminal.shown)?.[1] ?? ''
  }

  /** The page is loaded again: the server makes a snapshot of the screen. */
  async reload(): Promise<void> {
    await this.#page.close()
    this.#page = await connect(this.#server, this.#client, this.labId)
    await this.#page.open(1, TERMINAL)
    await this.#page.until('the snapshot', () => this.#terminal.snapshots.length > 0, WAIT_MS)
  }

  /** Prints the output in the shell, and waits until the page has all of it. */
  async print({ bytes }: HostileOutput): Promise<void> {
    await writeFile(join(this.#server.home, 'output'), bytes)
    await this.run('cat output')
  }

  /** Runs a command, and waits until the page has its output. The shell runs then, and reads its input. */
  async run(command: string): Promise<void> {
    const word = `end-${++this.#words}-of-it`
    this.#forgetOutput()
    // The echo of the command does not contain the word. CAN, a soft reset and the usual letters let a snapshot show it.
    this.#page.type(1, ` ${command}; printf '\\030\\033[!p\\033(B\\017\\n%s\\n' ${word.replaceAll('-', "''-")}\r`)
    await this.#page.until(word, () => this.#tail().includes(word), WAIT_MS)
  }

  /** The learner gives the terminal another size. */
  async resize(cols: number, rows: number): Promise<void> {
    this.#page.send({ type: 'resize', channel: 1, cols, rows })
    await this.run('true')
  }

  /** Starts a program that keeps the terminal. */
  async start(command: string): Promise<void> {
    this.#page.type(1, ` ${command}\r`)
    const startedAt = this.#terminal.offset ?? 0
    await this.#page.until('the program', () => this.#terminal.hasMarkAfter(startedAt, 'C'), WAIT_MS)
  }

  /** Types as many bytes as possible at once, over a new connection. The server closes it if they are too many. */
  async burst(bytes: number): Promise<void> {
    this.#page.socket.terminate()
    this.#page = await connect(this.#server, this.#client, this.labId)
    await this.#page.open(1, TERMINAL)
    for (let sent = 0; sent < bytes; sent += PIECE.byteLength) this.#page.type(1, PIECE)
    this.#page.send({ type: 'ping', channel: 0, value: 1 })
    await this.#page.until('the end of the burst', () => this.#page.pongs.length > 0 || this.#page.closed !== undefined)
  }

  get #terminal(): PageTerminal {
    return this.#page.terminal(1)
  }

  /** The end of the output. After a snapshot the word can be in it, and the prompt in the output after it. */
  #tail(): string {
    const { bytes, snapshots } = this.#terminal
    const screens = snapshots.slice(-1).map((screen) => screen.bytes.subarray(-SCREEN_BYTES))
    return Buffer.concat([...screens, ...bytes.slice(-32)]).toString()
  }

  #forgetOutput(): void {
    const terminal = this.#terminal
    terminal.bytes = []
    terminal.marks = terminal.marks.slice(-1)
    terminal.messages.splice(0)
    terminal.snapshots.splice(0)
  }
}

async function connect(server: ServerProcess, client: HttpClient, labId: string): Promise<FakePage> {
  const { ticket } = TicketView.parse((await client.post(endpointPath('ticket.create', { id: labId }))).json)
  return new FakePage({
    url: `${server.origin.replace('http', 'ws')}/ws`,
    protocols: [SOCKET_PROTOCOL, `ticket.${ticket}`],
    headers: { cookie: client.cookieHeader, origin: server.origin },
  }).connected()
}
