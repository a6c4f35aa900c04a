import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** iptables compares a packet with rule after rule; nftables looks its key up in a map. */
export const listAndMapDrawing: Drawing = {
  title: 'A list and a map',
  description:
    'Left, iptables: a packet is compared with one rule for each Service, from the top, until one fits. With a thousand Services that are five ' +
    'hundred comparisons on average. Right, nftables: address, protocol and port are one key, which is looked up in a map in one step.',
  width: 600,
  height: 226,
  draw: () => (
    <>
      <Area x={1} y={1} width={288} height={224} title="iptables: a list">
        <Box x={124} y={48} width={144} height={30} text="Service 1?" />
        <Box x={124} y={86} width={144} height={30} text="Service 2?" />
        <Box x={124} y={124} width={144} height={30} text="Service 3?" />
        <Box x={124} y={178} width={144} height={30} text="Service 1000?" tone="bad" />
        <Caption x={196} y={170} text="..." anchor="middle" />
        <Box x={12} y={48} width={84} height={30} text="packet" tone="strong" />
        <Arrow from={[96, 63]} to={[121, 63]} />
        <Arrow from={[110, 63]} to={[121, 193]} via={[[110, 193]]} tone="bad" />
      </Area>
      <Area x={311} y={1} width={288} height={224} title="nftables: a map">
        <Box x={12} y={48} width={84} height={30} text="packet" tone="strong" />
        <Box x={124} y={48} width={144} height={106} text="map" note="1000 keys" tone="accent" />
        <Box x={124} y={178} width={144} height={30} text="its chain" tone="good" />
        <Arrow from={[96, 63]} to={[121, 90]} />
        <Arrow from={[196, 154]} to={[196, 175]} />
        <Caption x={12} y={110} text="one step" />
      </Area>
    </>
  ),
}
