import { spawnSync } from 'node:child_process'

/** The first error of `bash -n`. */
export function findSyntaxError(source: string): { line: number; message: string } | undefined {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: source, encoding: 'utf8' })
  if (status === 0) return undefined
  const match = /^(?:.*\/)?bash: line (\d+): (.*)$/m.exec(stderr ?? '')
  return { line: Number(match?.[1] ?? 1), message: match?.[2] ?? 'bash cannot parse it' }
}
