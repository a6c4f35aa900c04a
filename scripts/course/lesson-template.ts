/** The files of a new lesson: small, complete, and proved by `course test` without changes. */
import { spellTerms } from '#course/lint/term-rules.ts'

export function moduleFiles(title: string): Record<string, string> {
  return { 'module.yaml': `title: ${title}\nsummary: What this module is about, in a sentence or two.\n` }
}

export function lessonFiles(title: string): Record<string, string> {
  return {
    'lesson.mdx': lessonText(title),
    'steps.yaml': STEPS,
    'quiz.yaml': QUIZ,
    'checks/pod-runs.sh': CHECK,
    'solve/make-a-pod.sh': SOLUTION,
    'wrong/make-a-pod--no-image.sh': WRONG_ANSWER,
  }
}

/** `hands-and-feet` -> `Hands and feet`, `etcd-and-api-server` -> `etcd and API server` */
export function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ')
  return spellTerms(words.charAt(0).toUpperCase() + words.slice(1))
}

function lessonText(title: string): string {
  return `---
title: ${title}
summary: What the learner will know afterwards, in a sentence.
minutes: 15
objectives:
  - make a Pod and say which node runs it
examPoints:
  - what the exam may ask about this
nodes: 2
lab: fresh
---

**Begin with the question that this lesson answers.**

## See it

<Reveal question="What do you expect to see? Decide before you look.">

The answer, and why.

</Reveal>

\`\`\`sh run
kubectl get pods -o wide
\`\`\`

## Do it

<Step id="make-a-pod">

**Your turn.** Make a Pod named \`web\` from the image \`localhost/web:1\`, which is on every node already.

\`\`\`sh run
kubectl run web --image=localhost/web:1
\`\`\`

<Callout type="trap">

What people take for something else here.

</Callout>

<Checks step="make-a-pod" />

</Step>

## Questions

<Quiz id="who-starts-it" />
`
}

const STEPS = `- id: make-a-pod
  title: Make a Pod
  weight: 1
  checks:
    - id: pod-runs
      title: The Pod web runs
  hints:
    - Which command makes a single Pod?
    - "\`kubectl run web --image=localhost/web:1\`"
`

const QUIZ = `- id: who-starts-it
  kind: single
  question: Who asks the container runtime to start the container?
  choices:
    - text: The kubelet of the node
      right: true
      why: It sees the Pod that was given to its node and asks the runtime.
    - text: The scheduler
      why: It only chooses the node.
`

const CHECK = `# node: control-plane
set -eu
phase=$(kubectl get pod web --ignore-not-found -o jsonpath='{.status.phase}')
[ "$phase" = Running ] && exit 0

echo 'expected: the Pod web, Running'
if [ -z "$phase" ]; then
  echo 'actual: there is no Pod web in the namespace default'
  echo 'why: it has not been made yet, or has another name'
else
  echo "actual: web is $phase"
  echo 'why: \`kubectl events --for pod/web\` says what it waits for'
fi
exit 1
`

const SOLUTION = `# node: control-plane
set -eu
if [ "$(kubectl get pod web --ignore-not-found -o jsonpath='{.status.phase}')" != Running ]; then
  kubectl delete pod web --ignore-not-found --now
  kubectl run web --image=localhost/web:1
fi
`

const WRONG_ANSWER = `# node: control-plane
# says: web is Pending
set -eu
kubectl delete pod web --ignore-not-found --now
kubectl run web --image=localhost/no-such-image:1 --image-pull-policy=Never
`
