import { readProcessConfig } from '#server/config.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { PROMPT, type Wire } from './measured-terminal.ts'
import { measureEcho } from './measure-echo.ts'
import { WireOutput } from './wire-output.ts'

/** T1 with fewer parts between the key and bash, in milliseconds. */
export interface Floor {
  /** Only the exec stream of Docker. */
  dockerMs: readonly number[]
  /** The same with the node's relay, which keeps a shell alive without its stream. */
  relayMs: readonly number[]
}

const SIZE = { cols: 80, rows: 24 }
const SHELL = ['bash', '-i']
const RELAY = ['/opt/kindlab/bin/relay', 'run', '/run/bench-floor', '/dev/null']

/** Lower bound for any terminal on this node: no server, no socket, no page. */
export async function measureFloor(container: string, keys: number): Promise<Floor> {
  return {
    dockerMs: await measureThrough(container, SHELL, keys),
    relayMs: await measureThrough(container, [...RELAY, ...SHELL], keys),
  }
}

async function measureThrough(container: string, argv: readonly string[], keys: number): Promise<number[]> {
  await using wire = await openExec(container, argv)
  return await measureEcho(wire, keys)
}

async function openExec(container: string, argv: readonly string[]): Promise<Wire> {
  const engine = new DockerEngine(readProcessConfig().dockerHost)
  const { stream } = await engine.startExec(container, { argv, env: { TERM: 'xterm-256color' }, tty: SIZE })
  const output = new WireOutput()
  stream.on('data', (bytes: Buffer) => output.receive(bytes.toString(), bytes.byteLength))
  const type = (text: string): void => void stream.write(text)
  await output.until('at a prompt', () => PROMPT.test(output.tail))
  return {
    output,
    type,
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => stream.once('close', resolve))
      type('\u0004')
      await ended
    },
  }
}
