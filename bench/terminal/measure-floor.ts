import { readProcessConfig } from '#server/config.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { PROMPT, type Wire } from './contestant.ts'
import { measureEcho } from './measure-echo.ts'
import { WireOutput } from './wire-output.ts'

/** T1 with less and less between the key and bash, in milliseconds. */
export interface Floor {
  /** Docker's exec stream alone. */
  dockerMs: readonly number[]
  /** The same with dtach in the node, without which a shell would end with its stream. */
  dtachMs: readonly number[]
}

const SIZE = { cols: 80, rows: 24 }
const SHELL = ['bash', '-i']
const DTACH = ['dtach', '-A', '/run/bench-floor', '-E', '-z', '-r', 'none']

/** What no terminal on this node can be faster than: no server, no socket, no page. */
export async function measureFloor(container: string, keys: number): Promise<Floor> {
  return {
    dockerMs: await measureThrough(container, SHELL, keys),
    dtachMs: await measureThrough(container, [...DTACH, ...SHELL], keys),
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
