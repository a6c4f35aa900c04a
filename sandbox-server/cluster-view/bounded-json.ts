/** Kubernetes has about twenty levels, in `managedFields`. */
const MAX_DEPTH = 100
/** Objects, lists and values. A cluster of 500 Pods has a tenth of it in 2 MiB. */
const MAX_PARTS = 400_000

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c

/**
 * Parses JSON from a learner's node, or returns undefined. Counts the brackets first: the parser takes a hundred bytes for each open one. They are outside
 * of the heap that limits its thread, and the allocator does not return them to the system.
 */
export function parseBoundedJson(text: string): unknown {
  if (!isBounded(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isBounded(text: string): boolean {
  let depth = 0
  let parts = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === QUOTE) index = endOfString(text, index)
    // `[` and `{` differ in one bit, and so do `]` and `}`.
    else if ((code | 0x20) === 0x7b) {
      depth += 1
      parts += 1
    } else if ((code | 0x20) === 0x7d) depth -= 1
    else if (code === COMMA) parts += 1
    if (depth > MAX_DEPTH || parts > MAX_PARTS) return false
  }
  return true
}

/** The index of the quote that ends the string, or the length of the text. */
function endOfString(text: string, from: number): number {
  for (let index = from + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === QUOTE) return index
    if (code === BACKSLASH) index += 1
  }
  return text.length
}
