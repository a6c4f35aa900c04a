import { createInterface } from 'node:readline'
import { spawn } from 'node:child_process'
import { MILESTONES, type Milestone, type Times } from './results.ts'

/**
 * Runs on a control plane from the start of its container. Prints each milestone when it is reached, as `<name> <seconds since the epoch>`.
 * $1: number of nodes, $2: seconds since the epoch at the start.
 */
const WATCH = `
conf=/etc/kubernetes/admin.conf
until [ -s "$conf" ]; do sleep 0.1; done
keys=$(mktemp -d /run/bench.XXXXXX)
for part in certificate-authority client-certificate client-key; do sed -n "s/^ *$part-data: //p" "$conf" | base64 -d >"$keys/$part"; done
ask() { curl --silent --fail --max-time 5 --cacert "$keys/certificate-authority" --cert "$keys/client-certificate" --key "$keys/client-key" "\${@:2}" "https://127.0.0.1:6443$1"; }
# A question that stays open: asking again and again would take processor time from what is measured.
follow() { ask "$1" --no-buffer --max-time 300; }
seen() { echo "$1 $(date +%s.%3N)"; }
until (exec 3<>/dev/tcp/127.0.0.1/6443) 2>/dev/null && [ "$(ask /readyz)" = ok ]; do sleep 0.1; done
seen api
pods=/api/v1/namespaces/default/pods
pod='{"apiVersion":"v1","kind":"Pod","metadata":{"name":"bench"},"spec":{"restartPolicy":"Never","terminationGracePeriodSeconds":0,"containers":[{"name":"bench","image":"localhost/toolbox:1","imagePullPolicy":"Never","command":["sh","-c","trap \\"exit 0\\" TERM; while :; do { nslookup -timeout=1 -retry=1 kubernetes.default.svc.cluster.local && kill 1; } & sleep 0.2; done"]}]}}'
until ask "$pods" --header 'Content-Type: application/json' --data "$pod" >/dev/null; do sleep 0.1; done
declare -A fresh
while read -r node; do
  fresh[$node]=1
  if [ "\${#fresh[@]}" = "$1" ]; then break; fi
done < <(follow "/api/v1/nodes?watch=1" | jq --unbuffered -r --argjson start "$2" '.object | select(any(.status.conditions[]; .type == "Ready" and .status == "True" and (.lastHeartbeatTime | fromdate) >= $start)) | .metadata.name')
seen nodes
while read -r phase; do
  if [[ $phase =~ Running|Succeeded ]]; then break; fi
done < <(follow "$pods?watch=1" | jq --unbuffered -r '.object.status.phase')
seen pod
while read -r line; do
  if [[ $line == Name:* ]]; then break; fi
done < <(follow "$pods/bench/log?follow=true")
seen dns
ask "$pods/bench" --request DELETE >/dev/null
pkill -f "$keys/"
rm -r "$keys"
`

/** Seconds from `startedAtMs` to each milestone of a cluster. `container` is its control plane, which need not exist yet. */
export async function watchMilestones(container: string, nodeCount: number, startedAtMs: number): Promise<Times> {
  const start = String(Math.floor(startedAtMs / 1000))
  // kind creates the container meanwhile.
  const script =
    'until docker exec "$0" true 2>/dev/null; do sleep 0.1; done; exec docker exec "$0" bash -c "$1" watch "$2" "$3"'
  const child = spawn('bash', ['-c', script, container, WATCH, String(nodeCount), start], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const times = new Map<Milestone, number>()
  for await (const line of createInterface({ input: child.stdout })) {
    const [name, seconds] = line.split(' ')
    const milestone = MILESTONES.find((known) => known === name)
    if (milestone !== undefined) times.set(milestone, Number(seconds) - startedAtMs / 1000)
  }
  return requireAll(times)
}

function requireAll(times: ReadonlyMap<Milestone, number>): Times {
  const required = (name: Milestone): number => {
    const value = times.get(name)
    if (value === undefined) throw new Error(`the milestone "${name}" was not seen`)
    return value
  }
  return { api: required('api'), nodes: required('nodes'), pod: required('pod'), dns: required('dns') }
}
