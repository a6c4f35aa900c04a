import type { Drawing } from './drawing.ts'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** The decision tree for a NotReady node. */
export const notreadyTreeDrawing: Drawing = {
  title: 'Two questions to a node that is NotReady',
  description:
    'First question: is the condition Ready False or Unknown? If it is False, kubelet reports a fault, and its message names the ' +
    'cause: the runtime is down, so look at containerd; or the network plugin is not ready, so look at /etc/cni/net.d and the ' +
    'Pods of the plugin. If it is Unknown, kubelet is silent. Second question, on the node: what does systemctl status kubelet ' +
    'say? inactive: start and enable it. auto-restart: read the last "command failed" in its journal. running: read the errors ' +
    'in its journal, for it does not reach the API server.',
  width: 600,
  height: 372,
  draw: () => (
    <>
      <Box x={205} y={1} width={190} text="Ready is …" note="kubectl describe node" tone="accent" />
      <Arrow from={[260, 49]} to={[140, 92]} />
      <Caption x={176} y={68} text="False" tone="text" anchor="end" />
      <Arrow from={[340, 49]} to={[440, 92]} />
      <Caption x={412} y={68} text="Unknown" tone="text" />
      <Box x={45} y={96} width={190} text="kubelet reports a fault" note="read its message" tone="bad" />
      <Box x={345} y={96} width={210} text="kubelet is silent" note="systemctl status kubelet" tone="bad" />
      <Arrow from={[90, 144]} to={[62, 206]} />
      <Arrow from={[190, 144]} to={[208, 206]} />
      <Box x={1} y={210} width={134} text="runtime is down" note="containerd" />
      <Box x={147} y={210} width={134} text="cni plugin" note="/etc/cni/net.d" />
      <Arrow
        from={[345, 119]}
        via={[
          [320, 119],
          [320, 233],
        ]}
        to={[337, 233]}
      />
      <Arrow from={[320, 233]} via={[[320, 287]]} to={[337, 287]} />
      <Arrow from={[320, 287]} via={[[320, 341]]} to={[337, 341]} />
      <Answer y={210} state="inactive" next="start it, enable it" />
      <Answer y={264} state="auto-restart" next="the last “command failed”" />
      <Answer y={318} state="running" next="its errors: the API server" />
    </>
  ),
}

/** The states that systemd reports, with the fix for each. */
function Answer({ y, state, next }: { y: number; state: string; next: string }) {
  return <Box x={341} y={y} width={258} text={state} note={next} />
}
