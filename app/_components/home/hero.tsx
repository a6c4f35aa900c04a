import type { Course } from '#course/model.ts'
import { listPlaces } from '../course/lesson-place.ts'
import { nodeDrawing } from '../diagrams/node.tsx'
import { Picture } from '../diagrams/picture.tsx'
import { ContinueLink } from './continue-link.tsx'
import { cardOf } from './lesson-card.ts'

export function Hero({ course }: { course: Course }) {
  return (
    <section
      aria-labelledby="hero"
      className="grid items-center gap-x-16 gap-y-10 pb-4 pt-8 lg:grid-cols-[1fr_1.02fr] lg:pb-6 lg:pt-10"
    >
      <div>
        <h1
          id="hero"
          className="text-[clamp(2.1rem,4.6vw,3.25rem)] font-semibold leading-[1.08] tracking-[-0.032em] text-balance"
        >
          Kubernetes, seen from inside the node
        </h1>
        <p className="mt-5 max-w-[33rem] text-lg leading-relaxed text-muted">
          Lessons on kubelet, kube-proxy, the container runtime and the Pod network. Beside the text is a root shell on
          a real Kubernetes 1.37 cluster that is yours alone: look at each fact, break it, repair it.
        </p>
        <ContinueLink lessons={listPlaces(course).map((place) => cardOf(place))} />
      </div>
      <div className="max-lg:max-w-xl">
        <Picture drawing={nodeDrawing} />
      </div>
    </section>
  )
}
