import { spawnSync } from 'node:child_process'

/** What bash says of a script that it only reads. */
export function findSyntaxError(source: string): { line: number; message: string } | undefined {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: source, encoding: 'utf8' })
  if (status === 0) return undefined
  const match = /^(?:.*\/)?bash: line (\d+): (.*)$/m.exec(stderr ?? '')
  return { line: Number(match?.[1] ?? 1), message: match?.[2] ?? 'bash could not read it' }
}
