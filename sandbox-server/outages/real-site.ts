import { type KindlabServer, startKindlabServer } from '../../e2e/kindlab-server.ts'
import { goldenName } from '#server/providers/kind/golden/golden-image.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { listNodes } from './docker-ledger.ts'
import type { Fault } from './faults.ts'
import { PrivateDocker } from './private-docker.ts'

/** Scheduled, started by the kubelet, and ended. */
const RUN_POD = `export KUBECONFIG=/etc/kubernetes/admin.conf
kubectl run "$1" --image=localhost/toolbox:1 --restart=Never --command -- true
kubectl wait "pod/$1" --for=jsonpath={.status.phase}=Succeeded --timeout=180s`

/** Nothing is held here, and nobody waits for pages. */
const isSo = async (): Promise<void> => undefined

/** A server on a Docker that may be killed, with real clusters. */
export class RealSite implements AsyncDisposable {
  readonly docker: PrivateDocker
  readonly server: KindlabServer

  private constructor(docker: PrivateDocker, server: KindlabServer) {
    this.docker = docker
    this.server = server
  }

  /** Copies images of a gigabyte from the machine's own Docker. */
  static async start(options: { dockerHost: string | undefined; nodeImage: string }): Promise<RealSite> {
    await using stack = new AsyncDisposableStack()
    const docker = stack.use(await PrivateDocker.start())
    const { dockerHost, nodeImage } = options
    const golden = await goldenName(await new DockerEngine(dockerHost).inspectImage(nodeImage))
    await docker.load([nodeImage, golden])
    const env = { DOCKER_HOST: docker.host, KINDLAB_NODE_IMAGE: nodeImage }
    const site = new RealSite(docker, await startKindlabServer(env))
    stack.move()
    return site
  }

  async strike({ strike }: Fault): Promise<void> {
    await strike({ docker: this.docker, servers: [this.server], untilNoticed: isSo, release: isSo })
  }

  /** Runs a script on the control plane of a lab. */
  async bash(labId: string, script: string, ...args: string[]): Promise<string> {
    const nodes = await listNodes(this.docker, labId, 'running')
    const role = '{{.Id}} {{index .Config.Labels "io.x-k8s.kind.role"}}'
    const roles = await this.docker.ask('inspect', '--format', role, ...nodes)
    const [controlPlane = ''] = roles.find((line) => line.endsWith(' control-plane'))?.split(' ') ?? []
    return (await this.docker.ask('exec', controlPlane, 'bash', '-ec', script, 'bash', ...args)).join('\n')
  }

  /** In the cluster of a lab. */
  async runPod(labId: string, name: string): Promise<void> {
    await this.bash(labId, RUN_POD, name)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
    await this.docker[Symbol.asyncDispose]()
  }
}
