/** Image layouts of the OCI, with compressed layers, that every Docker from 23 on loads. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Machine } from '#scripts/setup/machine.ts'
import { pathExists } from '#scripts/setup/path-exists.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'
import { hashFile } from './checksums.ts'

const BLOBS = 'blobs/sha256'
const PLAIN_LAYER = /^application\/vnd\.(?:oci\.image\.layer\.v1\.tar|docker\.image\.rootfs\.diff\.tar)$/
const COMPRESSED_LAYER = 'application/vnd.oci.image.layer.v1.tar+zstd'
const SAVE_TIMEOUT_MS = 900_000
const LOAD_TIMEOUT_MS = 1_800_000

const Descriptor = z.looseObject({ mediaType: z.string(), digest: z.string(), size: z.number() })
type Descriptor = z.infer<typeof Descriptor>
const ImageManifest = z.looseObject({ config: Descriptor, layers: z.array(Descriptor) })
const ImageIndex = z.looseObject({ manifests: z.array(Descriptor) })
/** `manifest.json`, which Docker reads. `LayerSources` describes plain layers, so it is left out. */
const DockerManifest = z.array(
  z.object({ Config: z.string(), RepoTags: z.array(z.string()), Layers: z.array(z.string()) }),
)

/** Saves images of the engine in one layout. Images share their common layers. */
export async function saveImages(machine: Machine, images: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const script = 'set -o pipefail; docker save "${@:2}" | tar -C "$1" -x'
  const result = await machine.run(['bash', '-c', script, 'bash', folder, ...images], { timeoutMs: SAVE_TIMEOUT_MS })
  if (result.exitCode !== 0) {
    throw new SetupError(`The images could not be saved: ${images.join(', ')}`, { remedy: 'docker images', result })
  }
  if (!(await pathExists(join(folder, 'index.json')))) {
    throw new SetupError('This Docker saves images in an old format', { remedy: 'upgrade Docker to 25 or newer' })
  }
  await compressLayers(folder)
}

/** Loads all images of a layout into the engine. */
export async function loadImages(machine: Machine, folder: string, onLine: (line: string) => void): Promise<void> {
  const script = 'set -o pipefail; tar -C "$1" -c . | docker load'
  const result = await machine.run(['bash', '-c', script, 'bash', folder], { onLine, timeoutMs: LOAD_TIMEOUT_MS })
  if (result.exitCode === 0) return
  throw new SetupError(`The images in ${folder} could not be loaded`, { remedy: './kindlab doctor', result })
}

/** Compresses the layers of a layout that `docker save` has written, and adapts the manifests. */
async function compressLayers(folder: string): Promise<void> {
  const index = ImageIndex.parse(await readJson(join(folder, 'index.json')))
  const docker = DockerManifest.parse(await readJson(join(folder, 'manifest.json')))
  const layers = new Map<string, Descriptor>()
  const manifests: Descriptor[] = []
  for (const entry of index.manifests) {
    const manifest = ImageManifest.parse(await readJson(blobPath(folder, entry.digest)))
    const compressed: Descriptor[] = []
    for (const layer of manifest.layers) {
      const known = layers.get(layer.digest) ?? (await compressLayer(folder, layer))
      layers.set(layer.digest, known)
      compressed.push(known)
    }
    manifests.push({ ...entry, ...(await writeBlob(folder, { ...manifest, layers: compressed })) })
  }
  await writeJson(join(folder, 'index.json'), { ...index, manifests })
  const newPath = (path: string) => `${BLOBS}/${digitsOf(layers.get(`sha256:${basename(path)}`)?.digest ?? path)}`
  const adapted = docker.map(({ Layers, ...rest }) => ({ ...rest, Layers: Layers.map(newPath) }))
  await writeJson(join(folder, 'manifest.json'), adapted)
  await removeOtherBlobs(folder, manifests)
}

async function compressLayer(folder: string, layer: Descriptor): Promise<Descriptor> {
  if (!PLAIN_LAYER.test(layer.mediaType)) return layer
  const plain = blobPath(folder, layer.digest)
  const file = `${plain}.zst`
  // Without workers: with them, Node ends the stream too early.
  const zstd = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 6 } })
  await pipeline(createReadStream(plain), zstd, createWriteStream(file))
  const digest = `sha256:${await hashFile(file)}`
  const { size } = await stat(file)
  await rename(file, blobPath(folder, digest))
  await rm(plain)
  return { mediaType: COMPRESSED_LAYER, digest, size }
}

/** Removes the manifests that describe plain layers, and the names that `docker save` adds for old versions of Docker. */
async function removeOtherBlobs(folder: string, manifests: readonly Descriptor[]): Promise<void> {
  const kept = new Set<string>()
  for (const { digest } of manifests) {
    const { config, layers } = ImageManifest.parse(await readJson(blobPath(folder, digest)))
    for (const each of [digest, config.digest, ...layers.map((layer) => layer.digest)]) kept.add(digitsOf(each))
  }
  const blobs = await readdir(join(folder, BLOBS))
  await Promise.all(blobs.filter((name) => !kept.has(name)).map((name) => rm(join(folder, BLOBS, name))))
  await rm(join(folder, 'repositories'), { force: true })
}

async function writeBlob(folder: string, value: unknown): Promise<{ digest: string; size: number }> {
  const text = JSON.stringify(value)
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
  await writeFile(blobPath(folder, digest), text)
  return { digest, size: Buffer.byteLength(text) }
}

function digitsOf(digest: string): string {
  return digest.replace('sha256:', '')
}

function blobPath(folder: string, digest: string): string {
  return join(folder, BLOBS, digitsOf(digest))
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'))
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, JSON.stringify(value))
}
