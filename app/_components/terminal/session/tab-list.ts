import { TerminalId } from '#protocol/messages.ts'
import { NODE_IDS, type NodeId } from '#protocol/node-id.ts'

/** The terminals of the page, in the order of their tabs. */
export interface TabList {
  readonly ids: readonly TerminalId[]
  readonly active: TerminalId | undefined
}

const HIGHEST_NUMBER = 99

/** One terminal on each node. */
export function defaultTabs(nodes: readonly NodeId[]): TabList {
  const ids = nodes.map((node) => terminalId(node, 1))
  return { ids, active: ids[0] }
}

/** Adds a terminal on `node` with the lowest free number, and shows it; undefined when no number is free. Shells in `ending` keep their numbers. */
export function withNewTab(
  { ids }: TabList,
  node: NodeId,
  ending: ReadonlySet<TerminalId>,
): (TabList & { active: TerminalId }) | undefined {
  for (let number = 1; number <= HIGHEST_NUMBER; number += 1) {
    const id = terminalId(node, number)
    if (!ids.includes(id) && !ending.has(id)) return { ids: [...ids, id], active: id }
  }
  return undefined
}

/** Appends the terminals that other pages opened. */
export function withFound(list: TabList, found: readonly TerminalId[]): TabList {
  const added = found.filter((id) => !list.ids.includes(id))
  if (added.length === 0) return list
  const ids = [...list.ids, ...added]
  return { ids, active: list.active ?? ids[0] }
}

/** Closing the active tab shows its right neighbour, or else the left one. */
export function withoutTab(list: TabList, id: TerminalId): TabList {
  const index = list.ids.indexOf(id)
  const ids = list.ids.filter((other) => other !== id)
  if (list.active !== id) return { ids, active: list.active }
  return { ids, active: ids[index] ?? ids.at(-1) }
}

/** Reads stored text, which can be anything; undefined when no valid tab is in it. */
export function parseTabs(stored: string | null, nodes: readonly NodeId[]): TabList | undefined {
  const saved = parseJson(stored)
  if (typeof saved !== 'object' || saved === null || !('ids' in saved) || !Array.isArray(saved.ids)) return undefined
  const all: unknown[] = saved.ids
  const known = all.flatMap((id) => {
    const parsed = TerminalId.safeParse(id)
    return parsed.success && nodes.includes(nodeOf(parsed.data)) ? [parsed.data] : []
  })
  const ids = [...new Set(known)]
  const wanted = 'active' in saved ? saved.active : undefined
  const active = ids.find((id) => id === wanted) ?? ids[0]
  return active === undefined ? undefined : { ids, active }
}

export function nodeOf(id: TerminalId): NodeId {
  const node = NODE_IDS.find((known) => id.startsWith(`${known}-`))
  if (node === undefined) throw new Error(`${id} is on no node`)
  return node
}

/** `worker`, and `worker 2` for the second shell on the same node. */
export function labelOf(id: TerminalId): string {
  const node = nodeOf(id)
  const number = id.slice(node.length + 1)
  return number === '1' ? node : `${node} ${number}`
}

function terminalId(node: NodeId, number: number): TerminalId {
  return `${node}-${number}`
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
