import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'

export interface StartedProcess extends AsyncDisposable {
  /** The text that `pattern` captured in the output. */
  readonly announced: string
}

/** Process groups of running programs. An interrupted test has no time to dispose. */
const running = new Set<number>()
process.once('exit', () => {
  for (const group of running) killGroup(group)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Starts a program, and waits until its output matches `pattern`, if there is one. */
export async function startProcess(
  command: readonly [string, ...string[]],
  { pattern, env = {} }: { pattern?: RegExp; env?: Record<string, string> },
): Promise<StartedProcess> {
  const [program] = command
  // A group of its own: browsers have many processes.
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const child = spawn('env', [...variables, ...command], { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const { pid } = child
  if (pid !== undefined) running.add(pid)
  child.once('exit', () => running.delete(pid ?? 0))
  const announced = pattern === undefined ? '' : await announcement(child, program, pattern)
  return {
    announced,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || pid === undefined) return
      const ended = once(child, 'exit')
      killGroup(pid)
      await ended
    },
  }
}

function killGroup(leader: number): void {
  process.kill(-leader, 'SIGKILL')
}

function announcement(child: ChildProcess, program: string, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const match = pattern.exec(output)
      if (match !== null) resolve(match[1] ?? '')
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`${program} ended: ${output}`)))
  })
}
