/** Finds requirements of a scenario that a Kindlab sandbox does not have. */
import type { ProblemList } from '#course/problem.ts'

interface Reliance {
  pattern: RegExp
  message: string
  fix: string
}

const IN_COMMANDS: readonly Reliance[] = [
  {
    pattern: /(?:--image[= ]|\bimage:\s*)["']?(?!localhost\/|["'$]|\s)([\w./:@-]+)/,
    message: 'an image that is not on the nodes',
    fix: 'Use localhost/web:1 or localhost/toolbox:1; no registry can be reached',
  },
  {
    pattern:
      /\b(?:apt|apt-get|yum|dnf|apk|snap|pip3?|npm)\s+(?:-\S+\s+)*(?:install|update|add|i)\b|\bgit\s+clone\b|\bhelm\s+(?:repo|pull|install|upgrade)\b|\bdocker\s|https?:\/\/(?!localhost|127\.|\$|\[|10\.|192\.168\.)[\w.-]+\.[a-z]{2,}/,
    message: 'something from the internet, or Docker',
    fix: 'A sandbox has neither: use what is on the nodes (containerd, crictl, kubectl)',
  },
  {
    pattern: /\bssh\s+(?!-V)\S/,
    message: 'ssh to another node',
    fix: 'There is none: use ```sh run node=worker, or `# node: worker` in a script',
  },
]

const EVERYWHERE: readonly Reliance[] = [
  {
    pattern: /\b(?:node01|controlplane)\b/,
    message: 'a node name of the old playground',
    fix: 'Write "the worker" or "the control plane"; in checks $KINDLAB_WORKER or $KINDLAB_CONTROL_PLANE',
  },
]

export interface Passage {
  file: string
  /** Number of the first line, 1-based. */
  line: number
  text: string
  kind: 'commands' | 'prose'
}

/** Reports commands and names that do not work here, line by line. */
export function findReliances({ file, line, text, kind }: Passage, problems: ProblemList): void {
  const rules = kind === 'commands' ? [...IN_COMMANDS, ...EVERYWHERE] : EVERYWHERE
  for (const [index, source] of text.split('\n').entries()) {
    if (kind === 'commands' && source.trimStart().startsWith('#')) continue
    for (const { pattern, message, fix } of rules) {
      const match = pattern.exec(source)
      if (match === null) continue
      const place = { line: line + index, column: match.index + 1 }
      problems.add(file, place, { rule: 'not-here', message: `${message}: ${match[0].trim()}`, fix })
    }
  }
}
