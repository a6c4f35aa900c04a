export const CANARY_NAMESPACE = 'kindlab-canary'

/** Lookups run in parallel, because a lost one blocks for a second while a later one can succeed. */
const ASK = `trap 'exit 0' TERM
while :; do
  { nslookup -timeout=1 -retry=1 kubernetes.default.svc.cluster.local && kill 1; } &
  sleep 0.2
done`

/** A Pod that looks up the API server in the cluster's DNS until it gets an answer, as a learner's first Pod would. */
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
