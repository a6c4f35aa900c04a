import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { GOLDEN_LABEL, goldenName } from '#server/providers/kind/golden/golden-image.ts'
import type { PrivateDocker } from './private-docker.ts'

const run = promisify(execFile)
const NAME = 'stub/node:1'
/** While this file exists, nodes do not become ready, and do not exit on SIGTERM. */
const HOLD = '/lib/modules/hold'

/** Runs in the real node image. Prints a root file system with a few of its programs, and stubs in place of kubectl and the clone gate. */
const PACK = `cd /tmp
mkdir -p golden usr/local/bin
printf '#!/bin/bash\nwhile [ -e ${HOLD} ]; do sleep 0.1; done\n' | tee golden/clone-gate >usr/local/bin/kubectl
# Leases of two nodes that have just been renewed.
echo 'for node in 1 2; do date --utc +%FT%T.%NZ; done' >>usr/local/bin/kubectl
chmod +x golden/clone-gate usr/local/bin/kubectl
programs=$(for program in bash sh awk date grep sleep timeout tr wc; do echo "/bin/$program"; done)
libraries=$(for program in $programs; do LD_TRACE_LOADED_OBJECTS=1 "$program" | grep -o '/[^ ]*'; done | sort -u)
tar --create --dereference --file - golden usr/local -C / $(sed 's:^/::' <<<"$programs
$libraries")`

const PROGRAM = `trap 'while [ -e ${HOLD} ]; do sleep 0.1; done; exit 0' TERM; sleep infinity & wait`

/** Makes the provider accept the image as a node image and as a golden state. */
const CHANGES = [
  `ENTRYPOINT ${JSON.stringify(['bash', '-c', PROGRAM])}`,
  'LABEL desktop.docker.io/ports/6443/tcp=none',
  `LABEL ${GOLDEN_LABEL.bakedAt}=${Date.now()}`,
]

/**
 * Makes a node image and its golden state, whose nodes run no Kubernetes. For tests of the server and Docker rather than of clusters.
 * The server sends Docker the same requests as for real nodes.
 */
export async function makeStubImage(docker: PrivateDocker, nodeImage: string): Promise<string> {
  const script =
    'set -o pipefail; docker run --rm --network none --entrypoint bash "$2" -ec "$3" | docker --host "$1" import "${@:5}" - "$4"'
  const changes = CHANGES.flatMap((change) => ['--change', change])
  await run('bash', ['-c', script, 'bash', docker.host, nodeImage, PACK, NAME, ...changes])
  const [id = ''] = await docker.runCli('image', 'inspect', '--format', '{{.Id}}', NAME)
  await docker.runCli('tag', NAME, await goldenName({ id, names: [], labels: {}, entrypoint: [] }))
  return NAME
}

export async function holdNodes(docker: PrivateDocker): Promise<void> {
  await writeFile(docker.pathOnHost(HOLD), '')
}

export async function releaseNodes(docker: PrivateDocker): Promise<void> {
  await rm(docker.pathOnHost(HOLD), { force: true })
}
