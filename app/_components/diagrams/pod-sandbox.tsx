import type { Drawing } from './drawing.ts'
import { Area } from './parts/area.tsx'
import { Arrow } from './parts/arrow.tsx'
import { Box } from './parts/box.tsx'
import { Caption } from './parts/caption.tsx'

/** The namespaces that the containers of a Pod share, and the pause container that holds them. */
export const podSandboxDrawing: Drawing = {
  title: 'One Pod, one network',
  description:
    'The Pod pair holds three containers: pause, which is made first, then web, which listens on port 8080, and tools. ' +
    'Each has its own files and its own processes. All three are in one network namespace with the interfaces lo, ' +
    '127.0.0.1, and eth0, 10.244.1.15: pause was started in it, web and tools join it. So tools reaches web on localhost.',
  width: 600,
  height: 306,
  draw: () => (
    <Area x={1} y={1} width={598} height={304} title="Pod pair" note="one sandbox">
      <Member x={20} name="pause" note="comes first, sleeps" how="is started in it" isFirst />
      <Member x={227} name="web" note="listens on :8080" how="joins it" />
      <Member x={434} name="tools" note="calls localhost:8080" how="joins it" />
      <Area x={20} y={170} width={558} height={116} title="network namespace">
        <Box x={20} y={52} width={240} text="lo" note="127.0.0.1" />
        <Box x={298} y={52} width={240} text="eth0" note="10.244.1.15, the address of the Pod" />
      </Area>
    </Area>
  ),
}

interface MemberProps {
  x: number
  name: string
  note: string
  how: string
  isFirst?: boolean
}

function Member({ x, name, note, how, isFirst = false }: MemberProps) {
  return (
    <>
      <Box x={x} y={52} width={144} text={name} note={note} tone={isFirst ? 'accent' : 'plain'} />
      <Arrow from={[x + 30, 102]} to={[x + 30, 166]} tone={isFirst ? 'accent' : 'plain'} />
      <Caption x={x + 42} y={128} text={how} tone={isFirst ? 'accent' : 'faint'} />
      <Caption x={x + 42} y={146} text="own files" />
    </>
  )
}
