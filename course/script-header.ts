/** Reads the comment lines at the top of a script: `# node: worker`, `# says: no ConfigMap`. */
import { NODE_IDS, type NodeId } from '#protocol/node-id.ts'
import { suggest } from '#course/did-you-mean.ts'
import { FILE_START, type ProblemList } from '#course/problem.ts'

export interface ScriptHeader {
  node: NodeId
  /** Only in wrong answers: text that a check has to print. */
  says: string | undefined
}

const FIELDS = ['node', 'says'] as const

/** Undefined when there are problems, which then are in the list. */
export function readScriptHeader(file: string, source: string, problems: ProblemList): ScriptHeader | undefined {
  const fields = new Map<string, { value: string; line: number }>()
  for (const [index, line] of source.split('\n').entries()) {
    if (!line.startsWith('#')) break
    const match = /^#\s*([a-z]+):\s*(.*\S)/.exec(line)
    if (match?.[1] !== undefined && match[2] !== undefined) fields.set(match[1], { value: match[2], line: index + 1 })
  }
  for (const [name, { line }] of fields) {
    if (FIELDS.some((field) => field === name)) continue
    const message = `"# ${name}:" in the header of a script`
    problems.add(file, { line, column: 1 }, { rule: 'script-header', message, fix: suggest(name, FIELDS) })
  }
  const node = fields.get('node')
  if (node === undefined) {
    const fix = `Write \`# node: ${NODE_IDS.join('` or `# node: ')}\` in its first lines`
    problems.add(file, FILE_START, { rule: 'script-header', message: 'a script that does not name its node', fix })
    return undefined
  }
  const id = NODE_IDS.find((candidate) => candidate === node.value)
  if (id === undefined) {
    const place = { line: node.line, column: 1 }
    const fix = suggest(node.value, NODE_IDS)
    problems.add(file, place, { rule: 'script-header', message: `no node is called "${node.value}"`, fix })
    return undefined
  }
  return { node: id, says: fields.get('says')?.value }
}
