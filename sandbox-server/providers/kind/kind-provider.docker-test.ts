import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { readProcessConfig } from '#server/config.ts'
import { testProviderContract } from '#server/providers/provider-contract.ts'
import { DockerEngine } from './docker-engine.ts'
import { KIND_DEFAULTS, KindProvider } from './kind-provider.ts'

/** Runs the contract on real clusters. Docker, the node image and kind are configured by the server's variables. */
const { dockerHost, kindPath, nodeImage } = readProcessConfig()
const instance = `contract-${randomBytes(4).toString('hex')}`

function makeProvider(host: string | undefined): KindProvider {
  return new KindProvider({
    ...KIND_DEFAULTS,
    engine: new DockerEngine(host),
    kind: { binary: kindPath, environment: process.env },
    nodeImage,
    instance,
  })
}

testProviderContract({
  makeProvider: () => makeProvider(dockerHost),
  nodeCount: 2,
  isPersistent: true,
  canFreeze: true,
  hasRealShell: true,
  tailRuns: 20,
  makeUnreachableProvider: () => makeProvider('unix:///nonexistent/docker.sock'),
})
