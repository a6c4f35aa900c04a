import { chmod, mkdir, mkdtempDisposable, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PROGRAMS = ['kubectl', 'iptables-save', 'crictl', 'systemctl', 'bash'] as const
export type NodeProgram = (typeof PROGRAMS)[number]

/** The programs of a node, as a learner who is root can replace them. They stand on the PATH of a server with the provider `local`. */
export class NodePrograms implements AsyncDisposable {
  readonly folder: string
  readonly #dispose: () => Promise<void>

  private constructor(folder: string, dispose: () => Promise<void>) {
    this.folder = folder
    this.#dispose = dispose
  }

  static async make(): Promise<NodePrograms> {
    const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-programs-'))
    await mkdir(join(folder.path, 'answers'))
    await writeFile(join(folder.path, 'calls'), '')
    for (const program of PROGRAMS) {
      const path = join(folder.path, program)
      const answer = join(folder.path, 'answers', program)
      const otherwise = program === 'bash' ? 'exec /bin/bash "$@"' : 'exit 1'
      await writeFile(
        path,
        `#!/bin/bash\necho ${program} >> ${folder.path}/calls\n[ -e ${answer}.sh ] && exec /bin/bash ${answer}.sh\n[ -e ${answer} ] || ${otherwise}\ncat ${answer}\n[ ${program} != bash ]\n`,
      )
      await chmod(path, 0o755)
    }
    return new NodePrograms(folder.path, () => folder[Symbol.asyncDispose]())
  }

  /** From now on the program prints this text. */
  async answer(program: NodeProgram, text: string | Uint8Array): Promise<void> {
    await this.restore(program)
    await writeFile(join(this.folder, 'answers', program), text)
  }

  /** From now on the program runs this script. */
  async run(program: NodeProgram, script: string): Promise<void> {
    await writeFile(join(this.folder, 'answers', `${program}.sh`), script)
  }

  /** `bash` is the real one again; other programs fail. */
  async restore(program: NodeProgram): Promise<void> {
    for (const end of ['', '.sh']) await rm(join(this.folder, 'answers', program + end), { force: true })
  }

  async calls(program: NodeProgram): Promise<number> {
    const lines = (await readFile(join(this.folder, 'calls'), 'utf8')).split('\n')
    return lines.filter((line) => line === program).length
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#dispose()
  }
}
