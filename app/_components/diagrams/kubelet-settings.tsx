import type { Drawing } from './drawing.ts'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

const FILES = [
  { y: 4, text: 'kubelet.service', note: 'unit of the package' },
  { y: 58, text: '10-kubeadm.conf', note: 'drop-in: the command' },
  { y: 112, text: 'kubeadm-flags.env', note: 'flags of kubeadm' },
  { y: 166, text: '/etc/default/kubelet', note: 'your flags' },
] as const

/** The files from which kubelet gets its command line and its settings. */
export const kubeletSettingsDrawing: Drawing = {
  title: 'Where kubelet gets its flags and settings',
  description:
    'systemd reads four files: the unit, the drop-in of kubeadm, kubeadm-flags.env and /etc/default/kubelet. From them it makes the ' +
    'command line of kubelet. One flag, --config, names config.yaml, which holds nearly all settings. Kubelet reads all of it at its start.',
  width: 600,
  height: 218,
  draw: () => (
    <>
      {FILES.map(({ y, text, note }) => (
        <g key={text}>
          <Box x={4} y={y} width={190} text={text} note={note} />
          <Arrow from={[194, y + 23]} to={[255, 107 + (y - 85) / 8]} />
        </g>
      ))}
      <Box x={258} y={84} width={120} text="systemd" note="starts kubelet" tone="strong" />
      <Box x={462} y={84} width={134} text="kubelet" note="reads at its start" tone="accent" />
      <Arrow from={[378, 107]} to={[459, 107]} />
      <Caption x={418} y={98} text="flags" anchor="middle" />
      <Box x={462} y={166} width={134} text="config.yaml" note="named by --config" tone="good" />
      <Arrow from={[529, 166]} to={[529, 133]} />
    </>
  ),
}
