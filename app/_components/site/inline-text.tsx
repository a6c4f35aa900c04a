/** Renders text from YAML files and attributes: `backticks` mark code, the rest is plain. */
export function InlineText({ children }: { children: string }) {
  const parts = children.split('`')
  return parts.map((part, index) =>
    // Parts never move, so the index is a stable key.
    index % 2 === 1 && index < parts.length - 1 ? <code key={index}>{part}</code> : part,
  )
}
