/** Replaces addresses for browsers of the old playground. */
import type { ProblemList } from '#course/problem.ts'

const PORT = /(?:https?:\/\/)?\{\{TRAFFIC_HOST\d+_(\d+)\}\}/g
const OTHER = /\{\{TRAFFIC_[A-Z0-9_]*\}\}|\[\[[A-Z_]*(?:HOST|SUBDOMAIN|DOMAIN)[A-Z_]*\]\]/

/** With the address that a command in the node has to use. */
export function withLocalAddresses(
  text: string,
  { file, line, problems }: { file: string; line: number; problems: ProblemList },
): string {
  const mapped = text.replaceAll(PORT, 'http://localhost:$1')
  if (mapped !== text || OTHER.test(text)) {
    const message = 'an address for the browser'
    const fix = 'No browser reaches the nodes: show it with curl in the terminal'
    problems.add(file, { line, column: 1 }, { rule: 'traffic', message, fix })
  }
  return mapped
}
