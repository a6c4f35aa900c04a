import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import test from 'node:test'
import { promisify } from 'node:util'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import type { Lesson } from '#course/model.ts'
import { chooseChangedLessons } from './changed-lessons.ts'
import { readEnvironment } from '#scripts/environment.ts'
import { runCommand } from '#scripts/run-command.ts'

const run = promisify(execFile)
const LESSONS = ['a', 'b'].map(lessonNamed)

function lessonNamed(id: string): Lesson {
  const texts = { title: 'Lesson', summary: 'A lesson.', folder: `01-module/01-${id}`, moduleId: 'module' }
  const lists = { objectives: [], examPoints: [], runBlocks: [], headings: [], questions: [], steps: [] }
  return { id, ...texts, ...lists, minutes: 1, nodes: 2, lab: 'fresh' }
}

/** A repository with one commit on main, with both lessons. */
async function makeRepository() {
  const folder = await makeCourseFolder({
    'content/01-module/01-a/checks/x.sh': 'a\n',
    'content/01-module/01-b/checks/x.sh': 'b\n',
  })
  const at = folder.path
  const git = (...args: string[]) => run('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: at })
  const commit = async () => {
    await git('add', '--all')
    await git('commit', '--quiet', '--message', 'one more')
  }
  const write = async (file: string) => {
    await mkdir(dirname(join(at, file)), { recursive: true })
    await writeFile(join(at, file), 'changed\n')
  }
  await git('init', '--quiet', '--initial-branch=main')
  await commit()
  return { folder, git, commit, write, changed: () => changedIn(at) }
}

async function changedIn(cwd: string): Promise<string[]> {
  const env = readEnvironment().variables
  const lessons = await chooseChangedLessons((argv) => runCommand(argv, { cwd, env }), LESSONS)
  return lessons.map(({ id }) => id)
}

test('on a branch, all changes since it left main count, committed or not', async () => {
  const { folder, git, commit, write, changed } = await makeRepository()
  await using _ = folder
  await git('switch', '--quiet', '--create', 'mine')
  assert.deepEqual(await changed(), [])
  await write('content/01-module/01-a/solve/one.sh')
  assert.deepEqual(await changed(), ['a'])
  await commit()
  await write('content/01-module/01-b/checks/x.sh')
  await commit()
  assert.deepEqual(await changed(), ['a', 'b'])
})

test('on main the last commit counts', async () => {
  const { folder, commit, write, changed } = await makeRepository()
  await using _ = folder
  await write('content/01-module/01-a/steps.yaml')
  await commit()
  await write('content/01-module/01-b/wrong/one--x.sh')
  await commit()
  assert.deepEqual(await changed(), ['b'])
})

test('a changed text does not require a new proof', async () => {
  const { folder, write, changed } = await makeRepository()
  await using _ = folder
  await write('content/01-module/01-a/lesson.mdx')
  assert.deepEqual(await changed(), [])
})

test('finds no changes in a clone of one commit, and none without git', async () => {
  const { folder, write, commit } = await makeRepository()
  await using _ = folder
  await write('content/01-module/01-a/steps.yaml')
  await commit()
  await using clone = await makeCourseFolder({})
  await run('git', ['clone', '--quiet', '--depth=1', `file://${folder.path}`, clone.path])
  assert.deepEqual(await changedIn(clone.path), [])
  await using bare = await makeCourseFolder({ 'content/01-module/01-a/steps.yaml': '' })
  assert.deepEqual(await changedIn(bare.path), [])
})
