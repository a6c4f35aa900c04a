import type { ClusterFocus, ClusterView, PodPath, ServiceRules } from '#protocol/cluster.ts'
import { ScrollBox } from '../site/scroll-box.tsx'

/** Details of the focus: the rules of a Service, the path between two Pods. */
export function FocusDetail({ view, focus }: { view: ClusterView; focus: ClusterFocus }) {
  const { service, pair } = focus
  const isPair = pair !== undefined && pair.from !== '' && pair.to !== ''
  if (service === undefined && !isPair) return null
  return (
    <div className="max-h-[45%] shrink-0 space-y-3 overflow-y-auto border-t border-line bg-surface px-4 py-3 text-xs">
      {service !== undefined && <Rules service={service} rules={view.rules} />}
      {isPair && <Path path={view.path} />}
    </div>
  )
}

function Rules({ service, rules }: { service: string; rules: ServiceRules | null }) {
  const isThis = rules?.service === service
  return (
    <section aria-label={`Rules of ${service}`}>
      <h3 className="font-semibold">
        Rules of {service}
        {isThis && <span className="font-normal text-muted"> in the nat table of {rules.node}</span>}
      </h3>
      {isThis && rules.chains.length > 0 ? (
        <Chains rules={rules} />
      ) : (
        <p className="mt-1 text-muted">
          {isThis ? 'No iptables rule of this node names it.' : 'Not read yet, or the node does not answer.'}
        </p>
      )}
    </section>
  )
}

function Chains({ rules: { chains } }: { rules: ServiceRules }) {
  return (
    <ScrollBox className="mt-1.5">
      <dl className="w-max min-w-full space-y-1.5 font-mono text-[11px] leading-4">
        {chains.map(({ name, rules }) => (
          <div key={name}>
            <dt className="font-semibold text-accent">{name}</dt>
            {rules.map((rule) => (
              <dd key={rule} className="pl-4 text-muted">
                {rule}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </ScrollBox>
  )
}

function Path({ path }: { path: PodPath | null }) {
  if (path === null) {
    return (
      <p className="text-muted">There is no path yet: one of the two Pods has no address, or a node does not answer.</p>
    )
  }
  return (
    <section aria-label="Path">
      <h3 className="font-semibold">The way of a packet</h3>
      <ol className="mt-1.5 space-y-1">
        {path.hops.map(({ place, detail }, index) => (
          <li key={`${index} ${place}`} className="flex gap-2">
            <span className="w-4 shrink-0 text-right tabular-nums text-faint">{index + 1}</span>
            <span>
              <span className="font-medium">{place}</span>{' '}
              <span className="font-mono text-[11px] text-muted">{detail}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
