export interface CommandContext {
  /** Value of `$$`. */
  pid: number
  /** Output of `stty size`. */
  cols: number
  rows: number
}

export interface CommandResult {
  output: string
  exitCode: number
  /** True when the line ran `exit`, so the shell ends. */
  isExit: boolean
}

/** Runs commands separated by `;`, without quoting. The fake shell has `echo`, `seq`, `stty size`, `true`, `false` and `exit`. */
export function runLine(line: string, context: CommandContext): CommandResult {
  let output = ''
  let exitCode = 0
  for (const command of line.split(';').map((part) => part.trim())) {
    if (command === '') continue
    const words = command.replaceAll('$$', String(context.pid)).replaceAll('$?', String(exitCode)).split(/\s+/)
    if (words[0] === 'exit') return { output, exitCode: Number(words[1] ?? exitCode), isExit: true }
    const result = runCommand(words, context)
    output += result.output
    exitCode = result.exitCode
  }
  return { output, exitCode, isExit: false }
}

export function runCommand(words: readonly string[], context: CommandContext): { output: string; exitCode: number } {
  const [name, ...rest] = words
  switch (name) {
    case 'echo':
      return { output: `${rest.join(' ')}\n`, exitCode: 0 }
    case 'seq':
      return { output: countLines(Number(rest[0]), Number(rest[1])), exitCode: 0 }
    case 'stty':
      return { output: `${context.rows} ${context.cols}\n`, exitCode: 0 }
    case 'true':
      return { output: '', exitCode: 0 }
    case 'false':
      return { output: '', exitCode: 1 }
    default:
      return { output: `${name ?? ''}: command not found\n`, exitCode: 127 }
  }
}

function countLines(first: number, last: number): string {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => `${first + index}\n`).join('')
}
