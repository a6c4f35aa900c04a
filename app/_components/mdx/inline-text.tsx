/** Texts of YAML files and attributes, in which `backticks` mark code and nothing else is markup. */
export function InlineText({ children }: { children: string }) {
  const parts = children.split('`')
  return parts.map((part, index) =>
    // Parts never change places, so their index is what they are.
    // oxlint-disable-next-line react/no-array-index-key
    index % 2 === 1 && index < parts.length - 1 ? <code key={index}>{part}</code> : part,
  )
}
