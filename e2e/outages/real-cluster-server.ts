import { type KindlabServer, startKindlabServer } from '../kindlab-server.ts'
import { goldenName } from '#server/providers/kind/golden/golden-image.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { listNodes } from './docker-inventory.ts'
import type { Fault } from './faults.ts'
import { PrivateDocker } from './private-docker.ts'

/** Runs a Pod to completion. */
const RUN_POD = `export KUBECONFIG=/etc/kubernetes/admin.conf
kubectl run "$1" --image=localhost/toolbox:1 --restart=Never --command -- true
kubectl wait "pod/$1" --for=jsonpath={.status.phase}=Succeeded --timeout=180s`

/** Here no nodes are held, and the fault needs no detection. */
const doNothing = async (): Promise<void> => undefined

/** A server with real clusters on a Docker daemon that a test may kill. */
export class RealClusterServer implements AsyncDisposable {
  readonly docker: PrivateDocker
  readonly server: KindlabServer

  private constructor(docker: PrivateDocker, server: KindlabServer) {
    this.docker = docker
    this.server = server
  }

  /** Copies the node image and the golden state, 1 GB each, from the machine's own Docker. */
  static async start(options: { dockerHost: string | undefined; nodeImage: string }): Promise<RealClusterServer> {
    await using stack = new AsyncDisposableStack()
    const docker = stack.use(await PrivateDocker.start())
    const { dockerHost, nodeImage } = options
    const golden = await goldenName(await new DockerEngine(dockerHost).inspectImage(nodeImage))
    await docker.load([nodeImage, golden])
    const env = { DOCKER_HOST: docker.host, KINDLAB_NODE_IMAGE: nodeImage, KINDLAB_FREEZE_SECONDS: '0' }
    const site = new RealClusterServer(docker, await startKindlabServer(env))
    stack.move()
    return site
  }

  async inject({ inject }: Fault): Promise<void> {
    const { docker, server } = this
    await inject({ docker, servers: [server], waitUntilDetected: doNothing, release: doNothing })
  }

  /** Runs a script on the control plane of a lab. */
  async bash(labId: string, script: string, ...args: string[]): Promise<string> {
    const nodes = await listNodes(this.docker, labId, 'running')
    const role = '{{.Id}} {{index .Config.Labels "io.x-k8s.kind.role"}}'
    const roles = await this.docker.runCli('inspect', '--format', role, ...nodes)
    const [controlPlane = ''] = roles.find((line) => line.endsWith(' control-plane'))?.split(' ') ?? []
    return (await this.docker.runCli('exec', controlPlane, 'bash', '-ec', script, 'bash', ...args)).join('\n')
  }

  /** Runs a Pod to completion in the cluster of a lab. */
  async runPod(labId: string, name: string): Promise<void> {
    await this.bash(labId, RUN_POD, name)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
    await this.docker[Symbol.asyncDispose]()
  }
}
