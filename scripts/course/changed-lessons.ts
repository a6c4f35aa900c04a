/** Finds the lessons that need a new proof, since git shows changes in their scripts. */
import type { Lesson } from '#course/model.ts'
import type { Machine } from '#scripts/setup/machine.ts'

type Run = Machine['run']

/** A proof depends on these files. The text of a lesson does not change the result. */
const PROVED_PARTS = ['steps.yaml', 'checks/', 'faults/', 'solve/', 'wrong/']

/**
 * Compares with the point where the branch left main; on main with the previous commit. Uncommitted changes count too.
 * Without history only uncommitted changes count; without git the result is empty.
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
    const fork = await git(run, 'merge-base', 'HEAD', main)
    if (fork !== undefined && fork !== head) return fork
  }
  // On main, or in a clone without other branches. A clone of depth 1 has no previous commit.
  return (await git(run, 'rev-parse', '--verify', '--quiet', 'HEAD^')) ?? 'HEAD'
}

/** Undefined if git fails. */
async function git(run: Run, ...args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await run(['git', ...args])
  return exitCode === 0 ? stdout.trim() : undefined
}
