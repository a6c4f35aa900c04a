/** Where on its page a run block is. */
export function commandAnchor(blockId: string): string {
  return `command-${blockId}`
}
