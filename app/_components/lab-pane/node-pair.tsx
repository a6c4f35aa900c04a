/** The machines of the lab, as one sees them before they exist. */
export function NodePair({ nodes }: { nodes: 1 | 2 }) {
  const names = nodes === 2 ? ['control-plane', 'worker'] : ['control-plane']
  return (
    <ul className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-3" aria-label="Nodes of the lab">
      {names.map((name) => (
        <li key={name} className="rounded-lg border border-line bg-canvas px-3.5 py-3">
          <span className="block text-sm font-medium text-text">{name}</span>
          <span className="mt-1 block font-mono text-xs text-faint">root@{name}:~#</span>
        </li>
      ))}
    </ul>
  )
}
