/** Two nodes with what runs on them: the picture of the whole course. Colours and fonts are those of the page. */
export function NodeDiagram() {
  return (
    <svg
      viewBox="0 0 600 372"
      role="img"
      aria-labelledby="node-diagram-title node-diagram-text"
      className="h-auto w-full font-mono text-[11.5px]"
    >
      <title id="node-diagram-title">What runs on a node</title>
      <desc id="node-diagram-text">
        Two nodes side by side. On each, systemd starts kubelet and containerd; kubelet asks containerd over CRI, and
        containerd runs the Pods. The control-plane node runs the API server, etcd, the scheduler and the controller
        manager as Pods; the worker runs your Pods. Both run kube-proxy. Each kubelet watches the API server for Pods of
        its own node.
      </desc>
      <Machine x={1} name="control-plane" pods={['etcd', 'kube-apiserver', 'scheduler', 'controllers', 'kube-proxy']} />
      <Machine x={311} name="worker" pods={['your Pod', 'your Pod', 'kube-proxy']} accented={2} />
      <path
        d="M 269 196 C 300 196, 292 84, 325 84"
        className="fill-none stroke-accent"
        strokeWidth="1.5"
        strokeDasharray="4 4"
        markerStart="url(#dot)"
        markerEnd="url(#tip)"
      />
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M1 1 L7 4 L1 7" className="fill-none stroke-accent" strokeWidth="1.4" />
        </marker>
        <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6.5" markerHeight="6.5" orient="auto">
          <path d="M1 1 L7 4 L1 7" className="fill-none stroke-text" strokeWidth="1.3" />
        </marker>
        <marker id="dot" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="6" markerHeight="6">
          <circle cx="4" cy="4" r="2.6" className="fill-accent" />
        </marker>
      </defs>
    </svg>
  )
}

interface MachineProps {
  x: number
  name: string
  pods: readonly string[]
  /** How many of the Pods are the learner's own. */
  accented?: number
}

function Machine({ x, name, pods, accented = 0 }: MachineProps) {
  return (
    <g transform={`translate(${x} 1)`}>
      <rect width="288" height="370" rx="12" className="fill-surface stroke-line-strong" strokeWidth="1.25" />
      <text
        x="20"
        y="33"
        className="fill-text text-[14px] font-semibold"
        style={{ fontFamily: 'var(--font-geist-sans)' }}
      >
        {name}
      </text>
      <Caption x={268} y={33} text="systemd" />
      <Part x={20} y={60} name="kubelet" isStrong />
      <Part x={154} y={60} name="containerd" isStrong />
      <path d="M134 83 h16" className="stroke-text" strokeWidth="1.25" markerEnd="url(#arrow)" />
      <Caption x={151} y={74} text="CRI" />
      <path d="M20 132 h248" className="stroke-line" strokeWidth="1.25" strokeDasharray="2 5" />
      <Caption x={268} y={156} text="Pods" />
      {pods.map((pod, index) => (
        <Part
          key={`${pod}-${index}`}
          x={20 + (index % 2) * 134}
          y={172 + Math.floor(index / 2) * 62}
          name={pod}
          isAccented={index < accented}
        />
      ))}
    </g>
  )
}

function Caption({ x, y, text }: { x: number; y: number; text: string }) {
  return (
    <text
      x={x}
      y={y}
      textAnchor="end"
      className="fill-faint text-[11px]"
      style={{ fontFamily: 'var(--font-geist-sans)' }}
    >
      {text}
    </text>
  )
}

interface PartProps {
  x: number
  y: number
  name: string
  isStrong?: boolean
  isAccented?: boolean
}

const WIDTH = 114

function Part({ x, y, name, isStrong = false, isAccented = false }: PartProps) {
  const box = isAccented
    ? 'fill-accent-soft stroke-accent'
    : isStrong
      ? 'fill-sunken stroke-text'
      : 'fill-canvas stroke-line-strong/60'
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect width={WIDTH} height="46" rx="7" className={box} strokeWidth="1.25" />
      <text x={WIDTH / 2} y="28" textAnchor="middle" className={isAccented ? 'fill-accent' : 'fill-text'}>
        {name}
      </text>
    </g>
  )
}
