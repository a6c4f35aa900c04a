import type { Drawing } from './drawing.ts'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

const STAGES = [
  { text: 'token', note: 'bootstrap', says: 'applies', tone: 'plain' },
  { text: 'request', note: 'CSR, signed', says: 'gets', tone: 'plain' },
  { text: 'certificate', note: 'system:node:...', says: 'makes', tone: 'strong' },
  { text: 'Node', note: 'the record', says: '', tone: 'accent' },
] as const

/** How a machine becomes a Node: the credentials that the kubelet presents and receives. */
export const registrationDrawing: Drawing = {
  title: 'How a machine becomes a Node',
  description:
    'Kubelet begins with a bootstrap token. With it, it hands in a certificate signing request, which the control plane ' +
    'signs. With the certificate it makes its Node object, and from then on renews its Lease and reports its status.',
  width: 600,
  height: 132,
  draw: () => (
    <>
      {STAGES.map(({ text, note, says, tone }, index) => (
        <g key={text}>
          <Box x={1 + index * 158} y={30} width={124} text={text} note={note} tone={tone} />
          {says !== '' && (
            <>
              <Arrow from={[126 + index * 158, 53]} to={[156 + index * 158, 53]} />
              <Caption x={141 + index * 158} y={22} text={says} anchor="middle" />
            </>
          )}
        </g>
      ))}
      <Arrow
        from={[379, 77]}
        via={[
          [379, 106],
          [537, 106],
        ]}
        to={[537, 79]}
        isDashed
      />
      <Caption x={458} y={124} text="Lease and status, with the certificate" anchor="middle" />
    </>
  ),
}
