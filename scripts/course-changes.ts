/** Which lessons have to be proved anew, by what git knows of their scripts. */
import type { Lesson } from '#course/model.ts'
import type { Machine } from '#scripts/setup/machine.ts'

type Run = Machine['run']

/** What a proof depends on; a word in the text changes no verdict. */
const PROVED_PARTS = ['steps.yaml', 'checks/', 'faults/', 'solve/', 'wrong/']

/**
 * Compared with where the branch left main; on main itself with the commit before. Changes that are not committed count as well.
 * Without history, or without git, only those: nobody knows what else is new.
 */
export async function chooseChangedLessons(run: Run, lessons: readonly Lesson[]): Promise<Lesson[]> {
  const base = await findBase(run)
  const [changed, untracked] = await Promise.all([
    git(run, 'diff', '--name-only', base, '--', 'content'),
    git(run, 'ls-files', '--others', '--exclude-standard', '--', 'content'),
  ])
  const files = `${changed ?? ''}\n${untracked ?? ''}`.split('\n')
  return lessons.filter(({ folder }) =>
    files.some((file) => PROVED_PARTS.some((part) => file.startsWith(`content/${folder}/${part}`))),
  )
}

async function findBase(run: Run): Promise<string> {
  const head = await git(run, 'rev-parse', 'HEAD')
  for (const main of ['origin/main', 'main']) {
    // oxlint-disable-next-line no-await-in-loop -- the second only without the first
    const fork = await git(run, 'merge-base', 'HEAD', main)
    if (fork !== undefined && fork !== head) return fork
  }
  // On main, or in a clone that knows no other branch; a clone of one commit has not even the one before.
  return (await git(run, 'rev-parse', '--verify', '--quiet', 'HEAD^')) ?? 'HEAD'
}

/** Undefined when git has no answer. */
async function git(run: Run, ...args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await run(['git', ...args])
  return exitCode === 0 ? stdout.trim() : undefined
}
