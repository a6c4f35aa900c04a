export const CANARY_NAMESPACE = 'kindlab-canary'

/** A question that got lost is waited for a second, in which the next ones may have got their answer. */
const ASK = `trap 'exit 0' TERM
while :; do
  { nslookup -timeout=1 -retry=1 kubernetes.default.svc.cluster.local && kill 1; } &
  sleep 0.2
done`

/** Asks the cluster's own name of the cluster's own DNS until it answers, as a learner's first Pod would. */
export const CANARY = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'canary', namespace: CANARY_NAMESPACE },
  spec: {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: 0,
    automountServiceAccountToken: false,
    containers: [
      {
        name: 'canary',
        image: 'localhost/toolbox:1',
        imagePullPolicy: 'Never',
        command: ['sh', '-c', ASK],
      },
    ],
  },
})
